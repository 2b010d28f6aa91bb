using System.Globalization;
using Cer.Domain;
using Cer.Domain.Banking;
using Cer.Operations.Deadlines;
using Cer.Operations.Paying;
using Cer.Operations.Paying.Payouts;
using Cer.Operations.Ports;
using Cer.Operations.Reconciling;
using Cer.Operations.Submitting;
using Cer.Operations.Viewing;
using Cer.Settlement.Months;
using Cer.Settlement.Payments;
using NodaTime;

namespace Cer.Operations.Demo.Gse;

/// <summary>What GSE and the bank would have told of the invented months by now: statements, credits, accounts and packages.</summary>
/// <remarks>
/// Everything goes by the doors of real files. In the last balanced month GSE has left a family's point out, so that there is a
/// difference to look at. Nothing is approved or paid: that takes people, and none are invented who could sign in.
/// </remarks>
public sealed class InventMoney(
    ICommunityStore communities,
    ViewMoney money,
    ReadReconciliation read,
    ImportStatement statements,
    IMoneyStore ledger,
    IBankStore bank,
    IRegistryView registry,
    MarkDeadlines deadlines,
    MarkPayments payments,
    ReconcileMonths reconcile,
    PrepareSubmission packages,
    TimeProvider time)
{
    private const string LeftOut = "IT999E00000404";
    private const string Why = "conto inventato per la dimostrazione";

    // No bank has these numbers.
    private const string Bank = "99999";

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>Tells it, unless it was told before: the community's account is told last.</summary>
    /// <returns>Whether it was told now.</returns>
    public async Task<bool> RunAsync(IProgress<DemoProgress>? progress, CancellationToken cancellation)
    {
        if (await communities.FindAsync(Magliano.Code, cancellation) is not { } community) return false;
        if (await bank.CommunityAsync(community, cancellation) is not null) return false;
        var today = Now.InZone(MarketHour.Rome).Date;
        var months = await MonthsAsync(community, today, cancellation);
        var entered = await EnteredAsync(community, months, cancellation);
        var last = months.Where(month => month.Balance.Dates.BalancePublished <= today).Select(month => month.Balance.Month)
            .DefaultIfEmpty().Max();
        var done = 0;
        foreach (var (balance, row) in months)
        {
            var advance = Advanced(balance);
            await TakeAsync(community, advance, $"acconto-{balance.Month}.csv", cancellation);
            await CreditAsync("advance", advance.Net, balance.Dates.AdvancePaid);
            if (balance.Dates.BalancePublished <= today && await read.MaterialAsync(community, row, cancellation) is { } material)
            {
                var settled = Settled(balance, material, balance.Month == last, advance.Net);
                await TakeAsync(community, settled, $"conguaglio-{balance.Month}.csv", cancellation);
                await CreditAsync("complete", settled.Net, balance.Dates.BalancePaid);
            }

            progress?.Report(new("months of money", ++done, months.Count));

            async Task CreditAsync(string kind, decimal eur, LocalDate day)
            {
                var source = $"{(kind == "advance" ? "Acconto" : "Conguaglio")} GSE {balance.Month}";
                var amount = new Money(decimal.ToInt64(eur * 100m));
                var entry = new NewEntry(Standing.Received, row.Settled.Month, kind, null, amount, day, source);
                if (eur == 0m || day > today || !entered.Add(entry.Source)) return;
                if (await ledger.AddAsync(community, Ledger.Incentives, entry, DemoDeclaration.Who, Now, cancellation) is { } id)
                    await payments.ReceivedAsync(community, id, entry, DemoDeclaration.Who, cancellation);
            }
        }

        foreach (var year in months.Select(month => month.Balance.Month.Year).Distinct())
            await reconcile.RunAsync(community, year, DemoDeclaration.Who, cancellation);
        await PrepareAsync(community, months, cancellation);
        await AccountsAsync(community, cancellation);
        return true;
    }

    /// <summary>The settled months of which GSE has published the advance.</summary>
    private async Task<IReadOnlyList<(MonthBalance Balance, MonthRow Row)>> MonthsAsync(
        CommunityId community, LocalDate today, CancellationToken cancellation)
    {
        var months = new List<(MonthBalance, MonthRow)>();
        for (var year = today.Year - (InventCommunity.MostMonths / 12); year <= today.Year; year++)
        {
            if (await money.RunAsync(community, year, cancellation) is not { } known) return [];
            var rows = known.Settled.ToDictionary(row => row.Settled.Month);
            foreach (var balance in known.Months.Select(month => month.Expected))
            {
                if (balance.Dates.AdvancePublished <= today
                    && rows.TryGetValue(new(balance.Month.Year, balance.Month.Month), out var row)) months.Add((balance, row));
            }
        }

        return months;
    }

    private async Task<HashSet<string>> EnteredAsync(
        CommunityId community, IReadOnlyList<(MonthBalance Balance, MonthRow Row)> months, CancellationToken cancellation)
    {
        if (months.Count == 0) return [];
        var entries = await ledger.EntriesAsync(
            community, Ledger.Incentives, months[0].Row.Settled.Month, months[^1].Row.Settled.Month, cancellation);
        return entries.Select(entry => entry.What.Source).ToHashSet(StringComparer.Ordinal);
    }

    private static DemoStatement Advanced(MonthBalance balance)
    {
        var statement = new DemoStatement(balance.Month, "Acconto", balance.Dates.AdvancePublished, balance.Dates.AdvancePaid);
        foreach (var unit in balance.Units) statement.Unit(unit.Unit, null, unit.AdvancePremium.Eur, unit.AdvanceCac?.Eur ?? 0m);
        return statement;
    }

    private static DemoStatement Settled(MonthBalance balance, MonthMaterial material, bool leavesOut, decimal advanced)
    {
        var community = material.Input.Community;
        var input = leavesOut
            ? material.Input with { Community = community with { Pods = [.. community.Pods.Where(point => point.Pod != LeftOut)] } }
            : material.Input;
        var statement = new DemoStatement(balance.Month, "Completo", balance.Dates.BalancePublished, balance.Dates.BalancePaid);
        statement.Settled(Figures.Of(input, new MonthSettler(input).Settle(balance.Month)));
        statement.Charge("Recupero acconti", -advanced);
        return statement;
    }

    private async Task TakeAsync(CommunityId community, DemoStatement statement, string name, CancellationToken cancellation)
    {
        var preview = await statements.PreviewAsync(community, null, statement.Bytes(), cancellation);
        if (preview is null
            || await statements.RunAsync(community, preview, name, DemoDeclaration.Who, cancellation) is not var (import, isNew))
            throw new InvalidOperationException($"Found faults in the demo's own statement {name}, expected none.");
        if (isNew) await deadlines.ImportedAsync(community, import, name, preview.Reading.Lines, DemoDeclaration.Who, cancellation);
    }

    /// <summary>The package of the last month, and of one that had a gap: what it lacks is told on the page.</summary>
    private async Task PrepareAsync(
        CommunityId community, IReadOnlyList<(MonthBalance Balance, MonthRow Row)> months, CancellationToken cancellation)
    {
        foreach (var (_, row) in months.TakeLast(3))
            await packages.RunAsync(community, row.Settled.Month, SubmissionKind.GseMonth, DemoDeclaration.Who, cancellation);
        if (months.Count > 0)
            await packages.RunAsync(community, months[^1].Row.Settled.Month, SubmissionKind.AreraReport, DemoDeclaration.Who, cancellation);
    }

    private async Task AccountsAsync(CommunityId community, CancellationToken cancellation)
    {
        var known = (await bank.MembersAsync(community, cancellation)).Select(one => one.Member).ToHashSet();
        foreach (var (member, number) in (await registry.NumbersAsync(community, cancellation)).Members)
        {
            if (known.Contains(number)) continue;
            var account = new BankAccount(Invented(number), null, $"Titolare inventato di {member}");
            await bank.AddAsync(community, number, account, Why, DemoDeclaration.Who, Now, cancellation);
        }

        await bank.SetAsync(
            community, new(Invented(0), null, "CER di Magliano (inventata)"), null, Why, DemoDeclaration.Who, Now, cancellation);
    }

    private static Iban Invented(int number) =>
        Iban.Italian(Bank, Bank, number.ToString("000000000000", CultureInfo.InvariantCulture));
}
