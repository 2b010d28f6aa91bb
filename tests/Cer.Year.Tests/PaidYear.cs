using System.Net;
using System.Text.Json.Nodes;
using Cer.Operations.Tests.Reconciling;

namespace Cer.Year.Tests;

/// <summary>What members are owed of the year is approved by two and paid by a file; one payment comes back and goes out again.</summary>
internal sealed class PaidYear(YearTown town)
{
    private const decimal Fees = 146.40m;

    /// <summary>Of its beginning, whatever midnight it meets.</summary>
    private readonly DateOnly _today = DateOnly.FromDateTime(
        TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome")).DateTime);

    /// <summary>Every debit that was written, added up here act by act.</summary>
    private decimal _debits;

    private decimal _gross;
    private decimal _received;
    private readonly Dictionary<int, decimal> _owed = [];
    private readonly Dictionary<string, decimal> _funds = [];

    public static async Task MakeAsync(YearTown town) => await new PaidYear(town).RunAsync();

    private async Task RunAsync()
    {
        await ApproveAsync();
        await AccountsAsync();
        await NothingIsHeldBackAsync();
        var first = await SendAsync(1, _owed.Count(one => one.Value > 0), _owed.Values.Sum());
        var back = first.Transfers[^1];
        var taken = await ImportAsync(first, back.Id);
        Assert.Equal((first.Transfers.Count, 1, 0), ((int)taken["booked"]!, (int)taken["returned"]!, (int)taken["unmatched"]!));
        // Sent, booked; and what came back is owed again.
        _debits += (2 * first.Total) + back.Eur;
        await StandsAsync(back.Eur, first.Total - back.Eur);

        var second = await SendAsync(2, 1, back.Eur);
        Assert.Equal((back.Iban, back.Eur), (second.Transfers[0].Iban, second.Transfers[0].Eur));
        taken = await ImportAsync(second, null);
        Assert.Equal((1, 0, 0), ((int)taken["booked"]!, (int)taken["returned"]!, (int)taken["unmatched"]!));
        _debits += 2 * back.Eur;
        await StandsAsync(0m, first.Total);
        await PicturedYear.AccountAsync(town, _today.Year, first.Total + back.Eur, back.Eur);
        Assert.Empty((await town.Clerk.GetAsync("payouts/draft"))["payments"]!.AsArray());
    }

    /// <summary>Each month by two people; what is approved is what the other hand has for the year, to the cent.</summary>
    private async Task ApproveAsync()
    {
        for (var month = 1; month <= 12; month++)
        {
            var path = $"payables/{ClosedYear.Month(month)}";
            var shown = await town.Clerk.GetAsync(path);
            var mark = (string)shown["payable"]!["mark"]!;
            await town.Clerk.PostAsync($"{path}/approve", new { mark }, HttpStatusCode.Forbidden);
            Assert.False((bool)(await town.Anna.PostAsync($"{path}/approve", new { mark }))["approved"]!);
            Assert.True((bool)(await town.Bruno.PostAsync($"{path}/approve", new { mark }))["approved"]!);
            var lines = shown["lines"]!.AsArray();
            foreach (var line in lines)
            {
                var eur = (decimal)line!["netEur"]!;
                Assert.Equal(eur, (decimal)line["grossEur"]!);
                if (line["memberId"] is not { } member)
                {
                    _funds[(string)line["fund"]!] = _funds.GetValueOrDefault((string)line["fund"]!) + eur;
                    continue;
                }

                _owed[(int)member] = _owed.GetValueOrDefault((int)member) + eur;
            }
        }

        _gross = _owed.Values.Sum() + _funds.Values.Sum();
        Assert.Equal(
            Enumerable.Range(1, 12).Sum(month => new OtherHand(month).Compute().Due.Values.Sum(up => up.Tip + up.Cac)), _gross);
        var entries = (await town.Clerk.GetAsync($"money?year={TownHours.Year}"))["entries"]!.AsArray()
            .Select(entry => (decimal)entry!["eur"]!).ToArray();
        _received = entries.Sum();
        // The other hand's year, less what GSE took out for its fees.
        Assert.Equal(_gross - Fees, _received);
        _debits = _gross + entries.Sum(Math.Abs);
    }

    private async Task AccountsAsync()
    {
        // The fee was taken out of July's payment: it is the community's cost, booked against GSE.
        await town.Boss.PostAsync("ledger/entries", new
        {
            day = $"{_today:yyyy-MM-dd}",
            key = "oneri-2025",
            document = "Fattura GSE 2025",
            words = "Oneri del GSE trattenuti dal pagamento di luglio",
            lines = new object[] { new { account = "fee", eur = Fees }, new { account = "gse", eur = -Fees } },
        });
        _debits += Fees;
        foreach (var member in _owed.Keys)
        {
            await town.Clerk.PostAsync(
                $"bank/members/{member}", new { iban = Ibans.Of(100 + member), holder = $"Titolare {member}", reason = "modulo" });
        }
    }

    /// <summary>
    /// Nothing is paid that did not come in, and nothing is held back: not of July, from which GSE took its fees and said so, and not of
    /// December, whose correction of November GSE has paid with November.
    /// </summary>
    private async Task NothingIsHeldBackAsync()
    {
        Assert.True((bool)(await town.Clerk.GetAsync("payout-rule"))["receivedOnly"]!);
        var draft = await town.Clerk.GetAsync("payouts/draft");
        Assert.Empty(draft["leftOpen"]!.AsArray());
        Assert.Equal(_owed.Values.Sum(), (decimal)draft["totalEur"]!);
    }

    /// <summary>A batch from its draft to the file at the bank.</summary>
    private async Task<BankPaper> SendAsync(int number, int count, decimal total)
    {
        var draft = await town.Clerk.GetAsync("payouts/draft");
        Assert.True(draft["leftOpen"]!.AsArray().Count == 0, $"{draft["leftOpen"]}");
        Assert.Equal((count, total), (draft["payments"]!.AsArray().Count, (decimal)draft["totalEur"]!));
        var (day, mark) = ((string)draft["day"]!, (string)draft["mark"]!);
        await town.Clerk.PostAsync("payouts", new { day, mark }, HttpStatusCode.Created);
        await town.Anna.PostAsync($"payouts/{number}/approve", new { mark });
        await town.Clerk.PostAsync($"payouts/{number}/file", new { }, HttpStatusCode.Conflict);
        await town.Anna.PostAsync($"payouts/{number}/approve", new { mark }, HttpStatusCode.Conflict);
        await town.Bruno.PostAsync($"payouts/{number}/approve", new { mark });
        await town.Clerk.PostAsync($"payouts/{number}/file", new { });
        var paper = BankPaper.Of(await town.Clerk.BytesAsync($"payouts/{number}/file"));
        Assert.Equal((count, total, Ibans.Of(1)), (paper.Transfers.Count, paper.Total, paper.Account));
        return paper;
    }

    private async Task<JsonNode> ImportAsync(BankPaper paper, string? back) => await town.Clerk.SendAsync(
        "bank/imports", paper.Statement(_today, back), "application/xml", HttpStatusCode.Created);

    /// <summary>The trial balance: debits, credits and what was added up here are one sum, and each account has what it must.</summary>
    private async Task StandsAsync(decimal owed, decimal paid)
    {
        var trial = await town.Clerk.GetAsync("ledger");
        Assert.Equal((_debits, _debits), ((decimal)trial["debitEur"]!, (decimal)trial["creditEur"]!));
        var lines = trial["lines"]!.AsArray();
        Assert.Equal(
            (_received - paid, 0m, Fees, 0m, -owed, -_funds.Values.Sum()),
            (Of("bank"), Of("gse"), Of("fee"), Of("transit"), Of("member"), Of("fund")));
        Assert.Equal(0m, lines.Sum(line => (decimal)line!["balanceEur"]!));
        Assert.Equal(owed == 0m ? 0 : 1, lines.Count(line => line!["memberId"] is not null && (decimal)line["balanceEur"]! != 0m));

        decimal Of(string account) =>
            lines.Where(line => (string)line!["account"]! == account).Sum(line => (decimal)line!["balanceEur"]!);
    }
}
