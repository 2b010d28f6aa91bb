using System.CommandLine;

namespace Cer.Host.Tests;

public class ClockOptionTests
{
    [Fact]
    public void The_clock_stands_still_at_the_instant_given()
    {
        var clock = Parse("2026-01-14T11:00:00+01:00", out var errors);
        Assert.Empty(errors);
        Assert.Equal(new DateTimeOffset(2026, 1, 14, 10, 0, 0, TimeSpan.Zero), clock!.GetUtcNow());
        Assert.Equal(clock.GetUtcNow(), clock.GetUtcNow());
    }

    [Fact]
    public void Without_the_option_the_clock_is_the_systems() =>
        Assert.Same(TimeProvider.System, new RootCommand { Option }.Parse("").GetValue(Option));

    [Theory]
    [InlineData("2026-01-14T11:00:00")]
    [InlineData("tomorrow")]
    public void An_instant_without_offset_is_refused_with_a_sentence(string text)
    {
        Parse(text, out var errors);
        Assert.Contains($"--clock: found '{text}', expected a time such as", Assert.Single(errors),
            StringComparison.Ordinal);
    }

    private static readonly Option<TimeProvider> Option = ClockOption.Create();

    private static TimeProvider? Parse(string text, out string[] errors)
    {
        var parsed = new RootCommand { Option }.Parse(["--clock", text]);
        errors = [.. parsed.Errors.Select(error => error.Message)];
        return errors.Length == 0 ? parsed.GetValue(Option) : null;
    }
}
