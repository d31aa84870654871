namespace Dqx.DuckDb;

/// <summary>A TIME WITH TIME ZONE: a time of day and how far it is ahead of UTC, in whole seconds up to 15:59:59.</summary>
public readonly record struct DuckDbTimeTz(TimeOnly Time, TimeSpan Offset);
