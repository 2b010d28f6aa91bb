using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Host.Demo;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Host.Tests.Demo;

public class MonthsTextTests
{
    private static readonly CommunitySummary Community = new(new(1), "prova", "Comunità di prova", ConfigurationKind.Cer, 1);

    [Fact]
    public void Columns_stand_under_their_heads_and_unknown_money_is_no_zero() => Assert.Equal(
        """
        Comunità di prova (prova)
            month  injected kWh  withdrawn kWh  shared kWh  TIP EUR  CAC EUR  of TIP surplus  status
          2026-10     1,234.500         40.000      40.000     4.96  unknown            0.00  provisional

        """.ReplaceLineEndings("\n"),
        MonthsText.Of(Community, [Row]));

    [Fact]
    public void Without_a_month_it_says_so() => Assert.Equal(
        "Comunità di prova (prova)\n  no month is settled yet\n", MonthsText.Of(Community, []));

    private static MonthRow Row => new(
        new(
            new(2026, 10),
            MonthStatus.Provisional,
            ["CAC not confirmed"],
            Energy.FromKilowattHours(1234.5m),
            Energy.FromKilowattHours(40),
            Energy.FromKilowattHours(40),
            new Money(496),
            null,
            new Money(0)),
        MonthState.Open,
        1,
        "cer test",
        Instant.FromUtc(2026, 11, 1, 0, 0));
}
