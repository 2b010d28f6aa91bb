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

    /// <summary>Of two, the one that says more: a wrong input before a result that is not final.</summary>
    public static int Worse(int one, int other) => (one, other) switch
    {
        (WrongInput, _) or (_, WrongInput) => WrongInput,
        (NotFinal, _) or (_, NotFinal) => NotFinal,
        _ => Math.Max(one, other),
    };
}
