namespace Dqx;

/// <summary>Marks a member of an options type whose value is never shown: not in messages, logs, lists or documents.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
