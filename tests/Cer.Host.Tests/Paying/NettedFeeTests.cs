using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Cer.Host.Tests.Viewing;
using Cer.Operations.People;
using static Cer.Host.Tests.Viewing.StaffCalls;

namespace Cer.Host.Tests.Paying;

/// <summary>GSE takes its fee out of what it pays for a month: the fee is the community's cost, and not the members'.</summary>
public sealed class NettedFeeTests
{
    private const string Api = $"/api/communities/{StaffServer.Code}";
    private const decimal Fee = 24.40m;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fee_that_GSE_says_it_took_holds_nothing_back_and_one_that_it_does_not_say_does()
    {
        await using var server = await StaffServer.OfGoldenAsync("cer-magliano-ottobre");
        foreach (var login in new[] { "anna", "bruno" })
        {
            using var approver = await server.SignInAsync(login, Role.Approver);
            var mark = (string)(await server.GetAsync("payables/2025-10"))["payable"]!["mark"]!;
            using var answer = await approver.PostAsJsonAsync($"{Api}/payables/2025-10/approve", new { mark }, Cancellation);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        var lines = (await server.GetAsync("payables/2025-10"))["lines"]!.AsArray();
        var gross = lines.Sum(line => (decimal)line!["grossEur"]!);
        var members = lines.Where(line => line!["memberId"] is not null).Sum(line => (decimal)line!["netEur"]!);
        var received = new
        {
            standing = "received",
            month = "2025-10",
            kind = "complete",
            eur = gross - Fee,
            day = "2026-01-30",
            source = "CRO 1",
        };

        // A statement alone is no money: the fee is taken with the payment.
        var early = await TakeAsync();
        Assert.Equal(members, await HeldAsync());
        Assert.Equal(HttpStatusCode.NoContent, (await server.PostAsync($"statements/{early}/undo", new { reason = "prova" })).Status);
        Assert.Equal(HttpStatusCode.Created, (await server.PostAsync("money/entries", received)).Status);

        // Nobody said why less came: of what came, members have their part.
        var there = decimal.Truncate((gross - Fee) * 100m * members / gross) / 100m;
        Assert.Equal(members - there, await HeldAsync());

        var statement = await TakeAsync();
        Assert.Equal(0m, await HeldAsync());
        // What a recalculation does not repeat stays as it was.
        var again = await TakeAsync("Ricalcolo", "");
        Assert.Equal(0m, await HeldAsync());
        Assert.Equal(HttpStatusCode.NoContent, (await server.PostAsync($"statements/{again}/undo", new { reason = "prova" })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await server.PostAsync($"statements/{statement}/undo", new { reason = "prova" })).Status);
        Assert.Equal(members - there, await HeldAsync());

        // Entered by hand instead: what came is said whole, and the fee beside it.
        foreach (var (kind, eur) in new[] { ("fee", -Fee), ("other", Fee) })
        {
            var entry = new { standing = "received", month = "2025-10", kind, eur, day = "2026-01-30", source = "Fattura" };
            Assert.Equal(HttpStatusCode.Created, (await server.PostAsync("money/entries", entry)).Status);
        }

        Assert.Equal(0m, await HeldAsync());

        async Task<decimal> HeldAsync() => (await server.GetAsync("payouts/draft"))["leftOpen"]!.AsArray()
            .Where(one => (string)one!["reason"]! == "not_received").Sum(one => (decimal)one!["eur"]!);

        async Task<long> TakeAsync(string kind = "Completo", string? fee = null)
        {
            var italian = CultureInfo.GetCultureInfo("it-IT");
            var text = string.Create(
                    italian, $"mese;tipo;up;c_aci_eur;cac_eur;voce;importo_eur\r\n10/2025;{kind};UP-SCUOLA;{gross:0.00};0,00;;\r\n")
                + (fee ?? string.Create(italian, $"10/2025;{kind};;;;Oneri;{-Fee:0.00}\r\n"));
            var preview = await SendAsync(server.Client, "statements/check", text, HttpStatusCode.OK);
            return (long)(await SendAsync(
                server.Client, $"statements?sha256={preview["sha256"]}", text, HttpStatusCode.Created))["id"]!;
        }
    }
}
