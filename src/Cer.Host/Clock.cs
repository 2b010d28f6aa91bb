using System.CommandLine;

namespace Cer.Host;

/// <summary>The clock of a verb: the machine's, or in test builds the one that --clock names.</summary>
internal static class Clock
{
#if DEBUG || CER_TEST_CLOCK
    private static readonly Option<TimeProvider> Named = ClockOption.Create();

    public static void AddTo(Command command) => command.Add(Named);

    public static TimeProvider Of(ParseResult parse) => parse.GetValue(Named) ?? TimeProvider.System;
#else
    public static void AddTo(Command command)
    {
    }

    public static TimeProvider Of(ParseResult parse) => TimeProvider.System;
#endif
}
