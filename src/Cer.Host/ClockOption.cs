using System.CommandLine;
using System.CommandLine.Parsing;
using NodaTime.Text;

namespace Cer.Host;

/// <summary>The option --clock INSTANT: the program's clock stands still there.</summary>
/// <remarks>Only <see cref="Clock" /> gives it to verbs, and only in test builds.</remarks>
internal static class ClockOption
{
    public static Option<TimeProvider> Create() => new("--clock")
    {
        Description = "Stand still at this time, such as 2026-01-14T11:00:00+01:00 (test builds only).",
        HelpName = "INSTANT",
        CustomParser = Parse,
        DefaultValueFactory = _ => TimeProvider.System,
    };

    private static StandingClock? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        var parsed = OffsetDateTimePattern.Rfc3339.Parse(text);
        if (parsed.TryGetValue(default, out var time)) return new StandingClock(time.ToDateTimeOffset());
        argument.AddError($"--clock: found '{text}', expected a time such as 2026-01-14T11:00:00+01:00");
        return null;
    }
}
