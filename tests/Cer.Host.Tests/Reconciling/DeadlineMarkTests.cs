using System.Net;
using Cer.Host.Tests.Viewing;
using static Cer.Host.Tests.Viewing.StaffCalls;

namespace Cer.Host.Tests.Reconciling;

/// <summary>A credit, a balance and a recalculation that were brought in mark their deadlines; what is taken back opens them.</summary>
public sealed class DeadlineMarkTests
{
    private const string Header = "mese;tipo;up;c_aci_eur;cac_eur;pubblicato\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_credit_marks_its_advance_and_the_years_balance_once_every_month_of_it_was_paid()
    {
        await using var server = await StaffServer.OfGoldenAsync("cer-magliano-ottobre");
        await CreditAsync("advance", "2025-10");
        Assert.Equal(["advance_paid 2025-10 true Accredito n. 1: prova"], await MarksAsync(server));
        await CreditAsync("advance", "2025-10");
        Assert.Single(await MarksAsync(server));
        // The first month that was settled is October: a year of three months.
        await CreditAsync("complete", "2025-12");
        await CreditAsync("complete", "2025-10");
        await CreditAsync("recalculation", "2025-11");
        Assert.Single(await MarksAsync(server));
        await CreditAsync("complete", "2025-11");
        Assert.Equal(
            ["advance_paid 2025-10 true Accredito n. 1: prova", "balance_paid 2025-01 true Accredito n. 6: prova"],
            await MarksAsync(server));

        // The advance was entered twice: one of them shows it still.
        await ReverseAsync(1);
        Assert.Equal("advance_paid 2025-10 true Accredito n. 1: prova", (await MarksAsync(server))[0]);
        await ReverseAsync(2);
        await ReverseAsync(3);
        Assert.Equal(
            ["advance_paid 2025-10 false Accredito n. 2 stornato: doppio", "balance_paid 2025-01 false Accredito n. 3 stornato: doppio"],
            await MarksAsync(server));

        async Task ReverseAsync(int entry) => Assert.Equal(
            HttpStatusCode.Created, (await server.PostAsync($"money/entries/{entry}/reverse", new { reason = "doppio" })).Status);

        async Task CreditAsync(string kind, string month) => Assert.Equal(
            HttpStatusCode.Created,
            (await server.PostAsync("money/entries", new
            {
                standing = "received",
                month,
                kind,
                eur = 10m,
                day = "2026-06-30",
                source = "prova",
            })).Status);
    }

    [Fact]
    public async Task The_years_balance_is_seen_to_with_the_last_of_its_months_and_open_again_with_any_taken_back()
    {
        await using var server = await StaffServer.OfGoldenAsync("cer-magliano-ottobre");
        var october = await TakeInAsync(server, "10/2025;completo;UP-SCUOLA;1,00;0,10;15/05/2026\n");
        await TakeInAsync(server, "12/2025;parziale;UP-SCUOLA;1,00;0,10;15/05/2026\n");
        Assert.Empty(await MarksAsync(server));
        var november = await TakeInAsync(server, "11/2025;completo;UP-SCUOLA;1,00;0,10;15/05/2026\n");
        Assert.Equal([$"balance 2025-01 true Conto n. {november}: file."], await MarksAsync(server));
        // Not the one that is named in the mark: the year lacks a month all the same.
        Assert.Equal(HttpStatusCode.NoContent, (await server.PostAsync($"statements/{october}/undo", new { reason = "sbagliato" })).Status);
        Assert.Equal([$"balance 2025-01 false Conto n. {october} annullato: sbagliato"], await MarksAsync(server));
        var again = await TakeInAsync(server, "10/2025;completo;UP-SCUOLA;1,01;0,10;15/05/2026\n");
        Assert.Equal([$"balance 2025-01 true Conto n. {again}: file."], await MarksAsync(server));
        Assert.Equal(HttpStatusCode.NoContent, (await server.PostAsync($"statements/{again}/undo", new { reason = "doppio" })).Status);
        Assert.Equal([$"balance 2025-01 false Conto n. {again} annullato: doppio"], await MarksAsync(server));
    }

    [Theory]
    [InlineData("30/06/2026", "2026-06")]
    [InlineData("30/11/2026", "2026-06")]
    [InlineData("01/12/2026", "2026-12")]
    [InlineData("15/03/2027", "2026-12")]
    public async Task A_recalculation_marks_the_session_that_was_last_when_it_was_published(string published, string session)
    {
        await using var server = await StaffServer.OfGoldenAsync("cer-magliano-ottobre");
        var import = await TakeInAsync(server, $"10/2025;ricalcolo;UP-SCUOLA;1,00;0,10;{published}\n");
        Assert.Equal([$"recalculation {session} true Conto n. {import}: file."], await MarksAsync(server));
        Assert.Equal(HttpStatusCode.NoContent, (await server.PostAsync($"statements/{import}/undo", new { reason = "sbagliato" })).Status);
        Assert.Equal([$"recalculation {session} false Conto n. {import} annullato: sbagliato"], await MarksAsync(server));
    }

    // October's energy: the first session of the calendar is that of June.
    [Fact]
    public async Task A_recalculation_before_the_first_session_of_the_calendar_marks_nothing()
    {
        await using var server = await StaffServer.OfGoldenAsync("cer-magliano-ottobre");
        await TakeInAsync(server, "10/2025;ricalcolo;UP-SCUOLA;1,00;0,10;15/03/2026\n");
        Assert.Empty(await MarksAsync(server));
    }

    /// <summary>The latest mark of each deadline.</summary>
    private static async Task<string[]> MarksAsync(StaffServer server) => await server.AskAsync<string[]>("""
        select coalesce(array_agg(told order by told), '{}') from (
          select distinct on (kind, of_month)
            concat_ws(' ', kind, to_char(of_month, 'YYYY-MM'), case when done then 'true' else 'false' end, note) as told
          from core.deadline_mark order by kind, of_month, id desc) as latest
        """);

    private static async Task<long> TakeInAsync(StaffServer server, string lines)
    {
        var preview = await SendAsync(server.Client, "statements/check", Header + lines, HttpStatusCode.OK);
        return (long)(await SendAsync(
            server.Client, $"statements?sha256={preview["sha256"]}", Header + lines, HttpStatusCode.Created))["id"]!;
    }
}
