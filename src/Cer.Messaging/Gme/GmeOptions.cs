namespace Cer.Messaging.Gme;

/// <summary>How GME's interface is reached.</summary>
public sealed record GmeOptions
{
    public const string UsualBase = "https://api.mercatoelettrico.org/request";

    public Uri Base { get; init; } = new(UsualBase);

    public required string Login { get; init; }

    public required string Password { get; init; }

    /// <summary>How long a call may take, the last byte included.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>The most bytes of an answer.</summary>
    public int MostBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Without the password, which must not reach a log.</summary>
    public override string ToString() => $"{Base} as {Login}";
}
