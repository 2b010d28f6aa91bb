namespace Cer.Workflows.Hosting;

/// <summary>What a row of the inbox asks for.</summary>
public enum InboxKind
{
    /// <summary>An instance to begin.</summary>
    Start,

    /// <summary>An event to tell to whoever waits for it.</summary>
    Event,

    /// <summary>Somebody outside has done what a bookmark waits for.</summary>
    Resume,

    /// <summary>The time of a bookmark has come.</summary>
    Timer,

    /// <summary>A child has ended.</summary>
    Child,

    Cancel,

    Retry,
}
