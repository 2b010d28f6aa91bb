namespace Cer.Workflows.Hosting;

/// <summary>What is heard of: who waits for one kind need not look when another comes.</summary>
public enum News
{
    /// <summary>Something was put into the inbox, or an instance can be run.</summary>
    Work,

    /// <summary>Something is to be delivered.</summary>
    Outbox,

    /// <summary>Triggers came or went.</summary>
    Triggers,
}
