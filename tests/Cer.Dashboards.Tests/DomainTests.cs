using System.Globalization;
using Cer.Domain;
using Cer.Operations.Dashboards.Sql;
using Cer.Settlement.Distributing;
using NodaTime;

namespace Cer.Dashboards.Tests;

/// <summary>Figures of the invented community against the domain, which settles its month anew from the readings.</summary>
public sealed class DomainTests(BoardTown town)
{
    private const double Kwh = 0.001;

    private SqlRange Month => new(
        MarketHour.StartOf(town.Month.FirstDay),
        MarketHour.StartOf(town.Month.LastDay.PlusDays(1)) - Duration.FromMilliseconds(1));

    [Fact]
    public async Task Energies_of_the_closed_month_are_those_of_the_settlement()
    {
        var energies = town.Settled.Months.Single().Energies;
        foreach (var uid in new[] { "cer-comune", "cer-pubblico" })
        {
            Near(energies.Injected / 1e6, (await AskAsync(uid, 2)).Only("Immessa"), Kwh);
            Near(energies.Withdrawn / 1e6, (await AskAsync(uid, 3)).Only("Prelevata"), Kwh);
            Near(energies.Shared / 1e6, (await AskAsync(uid, 1)).Numbers("Energia condivisa").Sum()!.Value, Kwh);
            var days = await AskAsync(uid, 9);
            Near(energies.Shared / 1e6, days.Numbers("Condivisa").Sum()!.Value, Kwh);
            Near((energies.Injected - energies.Shared) / 1e6, days.Numbers("Eccedenza").Sum()!.Value, Kwh);
            Near(energies.Shared / 1e6, (await AskAsync(uid, 10)).Numbers("value").Sum()!.Value, Kwh);
        }
    }

    [Fact]
    public async Task Money_of_the_closed_month_is_that_of_the_settlement_and_the_three_figures_stay_apart()
    {
        var month = town.Settled.Months.Single();
        var (premium, cac) = ((double)month.Premium.Eur, (double)month.Cac!.Value.Eur);
        var byMonth = await AskAsync("cer-comune", 14);
        var place = byMonth.Texts("Mese").ToList().IndexOf(Word);
        Near(premium, byMonth.Numbers("Tariffa premio")[place]!.Value, 0);
        Near(cac, byMonth.Numbers("Contributo di valorizzazione")[place]!.Value, 0);
        Assert.Null(byMonth.Numbers("Tariffa premio (stima)")[place]);
        // Months that are open are estimates.
        Assert.All(byMonth.Numbers("Tariffa premio").Where((_, at) => at != place), Assert.Null);

        // As entered: 123.45 advised, 120.00 received.
        var three = await AskAsync("cer-liquidazione", 3);
        place = three.Texts("Mese").ToList().IndexOf(Word);
        Near(premium + cac, three.Numbers("Maturato")[place]!.Value, 1e-9);
        Assert.Equal((123.45, 120.00), (three.Numbers("Comunicato dal GSE")[place], three.Numbers("Incassato")[place]));
        Near(Math.Abs(123.45 - premium - cac) / (premium + cac), (await AskAsync("cer-liquidazione", 2)).Only("Scostamento"), 1e-9);
        Assert.Equal(0, (await AskAsync("cer-liquidazione", 11)).Only("In attesa"));
    }

    [Fact]
    public async Task Members_and_funds_get_what_the_regolamento_deals_them()
    {
        var paid = town.Settled.PaidOf(town.Month)!;
        var members = Cents(paid.Members);
        Assert.Equal(members, (await AskAsync("cer-liquidazione", 1)).Only("Da distribuire"));
        var parts = await AskAsync("cer-liquidazione", 6);
        Assert.Equal((members, Cents(paid.Funds.Select(fund => fund.Amount))), (parts.Only("Ai membri"), parts.Only("Ai fondi")));
        // The closed month was approved; the one after it waits.
        var payouts = await AskAsync("cer-liquidazione", 9);
        Assert.Equal([members, null], payouts.Numbers("Approvato"));
        Assert.True(payouts.Numbers("Da approvare") is [null, > 0]);
        Assert.Equal(0.00, (await AskAsync("cer-liquidazione", 10)).Only("Differenza"));
    }

    [Fact]
    public async Task A_members_month_is_its_part_of_the_settlement()
    {
        var member = town.Settled.Months.Single().Members.Single(one => one.Member.Id == BoardTown.Baker);
        Near(member.Withdrawn / 1e6, (await AskAsync("cer-membro", 1)).Only("Prelevata"), Kwh);
        Near(member.Shared / 1e6, (await AskAsync("cer-membro", 2)).Only("Condivisa"), Kwh);
    }

    [Fact]
    public async Task Lost_quarters_are_missing_and_never_zero()
    {
        // By hand: the demo loses two days of one point and five hours of another, each quarter by quarter.
        var found = await AskAsync("cer-qualita", 4, Month with { To = EndOfNext });
        Assert.Equal([192, 20], found.Numbers("Quarti d'ora mancanti"));
        Assert.Equal("Depuratore", found.Texts("Punto")[0]);
    }

    private Instant EndOfNext =>
        MarketHour.StartOf(town.Month.LastDay.PlusDays(1).PlusMonths(1)) - Duration.FromMilliseconds(1);

    private string Word => string.Create(CultureInfo.InvariantCulture, $"{town.Month.Year}-{town.Month.Month:00}");

    private static double Cents(IEnumerable<DealtAmount> amounts) => (double)amounts.Sum(amount => amount.Total!.Value.Eur);

    private static void Near(double expected, double found, double within) => Assert.InRange(found, expected - within, expected + within);

    private Task<PanelRows> AskAsync(string uid, int panel, SqlRange? range = null)
    {
        var board = BoardFiles.Boards.Find(uid)!;
        return town.Room.AskAsync(board, board.Panels.Single(known => known.Id == panel).Queries.Single().Sql, range ?? Month);
    }
}
