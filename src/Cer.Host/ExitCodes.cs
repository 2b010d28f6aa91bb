namespace Cer.Host;

/// <summary>What the program's exit status says.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>Something outside the input failed: a disk, a server.</summary>
    public const int Failed = 1;

    /// <summary>The input or the command line is wrong; nothing was written.</summary>
    public const int WrongInput = 2;

    /// <summary>Written, but a month is provisional or partial.</summary>
    public const int NotFinal = 3;

    public const int Cancelled = 130;
}
