using NodaTime;

namespace Cer.Operations.Dashboards;

/// <summary>What is said where figures cannot be told, and after how long it is worth to ask again.</summary>
public static class AwayWords
{
    public static string Of(AwayReason reason) => reason switch
    {
        AwayReason.Slow => "Found a query that took too long, more than 5 seconds, expected a shorter span, or a calmer moment.",
        AwayReason.Busy => "Found every way to the figures taken, expected a free one: try again in a moment.",
        AwayReason.Login => "Found a login for the figures that the database refuses, expected the one of the settings:"
            + " tell whoever looks after the program.",
        AwayReason.Unreachable => "Found no database for the figures, expected it to answer: try again later.",
        AwayReason.Unset => "Found no way to the figures in the settings, expected one: ./install.sh writes it.",
        AwayReason.Statement => "Found a query that the database refuses, expected one that it answers:"
            + " tell whoever looks after the program.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };

    public static Duration PauseAfter(AwayReason reason) => Duration.FromSeconds(reason switch
    {
        AwayReason.Busy => 2,
        AwayReason.Slow or AwayReason.Unreachable => 10,
        _ => 60,
    });
}
