namespace Dqx.Extensions.Webhooks;

/// <summary>What is posted.</summary>
internal enum WebhookTemplate
{
    /// <summary>The run document, <c>dqx.run/1</c>.</summary>
    Document,

    /// <summary>A Slack message of blocks.</summary>
    Slack,

    /// <summary>A Teams message with an adaptive card.</summary>
    Teams,
}
