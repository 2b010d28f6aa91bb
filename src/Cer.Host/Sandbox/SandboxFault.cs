namespace Cer.Host.Sandbox;

/// <summary>What the sandbox can do wrong, as it is written.</summary>
internal static class SandboxFault
{
    public const string None = "none";

    /// <summary>No answer comes, and nothing is taken.</summary>
    public const string Timeout = "timeout";

    /// <summary>The package is taken, and no answer comes.</summary>
    public const string TimeoutAfter = "timeout_after";

    public const string TooMany = "429";
    public const string Error = "500";
    public const string BadGateway = "502";
    public const string Away = "503";

    /// <summary>The package is taken, and the answer is an error of the server.</summary>
    public const string ErrorAfter = "500_after";

    /// <summary>The connection is cut, and nothing is taken.</summary>
    public const string Cut = "cut";

    /// <summary>The package is taken, and the connection is cut before the answer.</summary>
    public const string CutAfter = "cut_after";

    /// <summary>The token is no longer good.</summary>
    public const string NoToken = "401";

    /// <summary>The package is taken, and the answer is that of a repetition.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>The package is taken, its protocol number comes later.</summary>
    public const string Late = "late";

    /// <summary>The package is taken, and rejected with a reason for each of some fields.</summary>
    public const string Reject = "reject";

    /// <summary>Those that meet a package on its way in.</summary>
    public static readonly IReadOnlyList<string> OfPackages =
        [Timeout, TimeoutAfter, TooMany, Error, BadGateway, Away, ErrorAfter, Cut, CutAfter, NoToken, Duplicate, Late, Reject];

    /// <summary>Those that meet a question.</summary>
    public static readonly IReadOnlyList<string> OfQuestions = [Timeout, TooMany, Error, BadGateway, Away, Cut, NoToken];
}
