using System.Collections.Immutable;

namespace Dqx.Delivery;

/// <summary>What a processor instance was told last about a suite and its identity tags. Changes only when a delivery has succeeded.</summary>
/// <param name="Date">The date of the run that it was told.</param>
/// <param name="ToldAt">When it was told, UTC.</param>
/// <param name="Problems">The failures and errors that it knows of; empty when all was well.</param>
public sealed record ToldState(DateOnly Date, DateTimeOffset ToldAt, ImmutableArray<ProblemKey> Problems);
