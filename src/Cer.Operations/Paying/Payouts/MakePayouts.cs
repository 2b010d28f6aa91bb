using System.Globalization;
using System.Text;
using Cer.Domain;
using Cer.Exchange.Csv;
using Cer.Exchange.Sepa;
using Cer.Operations.People;
using Cer.Operations.Ports;
using Cer.Settlement.Dates;
using Cer.Settlement.Payments;
using NodaTime;

namespace Cer.Operations.Paying.Payouts;

/// <summary>Pays members what is approved: draft, approvals, file, and what the bank says of it.</summary>
public sealed class MakePayouts(IPayoutStore store, ICommunityStore communities, Payables payables, TimeProvider time)
{
    private const int MostDaysAhead = 60;

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private LocalDate Today => Now.InZone(MarketHour.Rome).Date;

    /// <summary>What could be paid on a day, the next one of the TARGET calendar when none is named.</summary>
    public async Task<(PayoutDraft Draft, IReadOnlyDictionary<YearMonth, SurplusCheck?> Checks)> DraftAsync(
        CommunityId community, LocalDate? day, CancellationToken cancellation)
    {
        var basis = await store.BasisAsync(community, cancellation);
        var checks = await ChecksAsync(community, basis, cancellation);
        return (PayoutDraft.Of(basis, day ?? TargetDays.After(Today), Unentitled(checks)), checks);
    }

    /// <summary>Keeps what a person has seen as a batch: the mark says what that was.</summary>
    public async Task<PayoutOutcome> CreateAsync(
        CommunityId community, LocalDate day, string mark, string who, CancellationToken cancellation)
    {
        if (day <= Today || day > Today.PlusDays(MostDaysAhead) || !TargetDays.IsOpen(day))
            return new PayoutOutcome.Refused("Found another day, expected one of the TARGET calendar after today, within two months.");
        var (draft, checks) = await DraftAsync(community, day, cancellation);
        if (draft.Basis.From is null)
            return new PayoutOutcome.Refused("Found no account of the community, expected one to pay from.");
        if (draft.Plan.Payments.Count == 0) return new PayoutOutcome.Refused("Found nothing to pay, expected one payment at least.");
        if (draft.Mark != mark) return Changed;
        return await store.AddAsync(community, draft, Unentitled(checks), who, Now, cancellation);
    }

    public Task<PayoutOutcome> ApproveAsync(
        CommunityId community, int payout, string mark, Person person, CancellationToken cancellation) =>
        store.ApproveAsync(community, payout, mark, person, Now, cancellation);

    /// <summary>Makes the file of an approved batch; when it is there already, nothing changes.</summary>
    public async Task<PayoutOutcome> SendAsync(CommunityId community, int payout, string who, CancellationToken cancellation)
    {
        var name = (await communities.LoadAsync(community, null, cancellation))?.Community.Name ?? "";
        var (now, today) = (Now, Today);
        return await store.SendAsync(
            community,
            payout,
            kept => kept.Day < today
                ? (null, "Found a batch whose day has passed, expected one to come: give it up and draft it anew.")
                : (kept.IsList ? List(community, kept) : Sepa(community, kept, name, now), null),
            who,
            now,
            cancellation);
    }

    /// <summary>The answer when amounts are no more those that were seen.</summary>
    public static PayoutOutcome Changed { get; } = new PayoutOutcome.Refused(
        "Found other payments than those you saw, expected the same: look at them again.");

    private static PayoutFile Sepa(CommunityId community, KeptPayout kept, string name, Instant now)
    {
        var message = KeptPayout.MessageOf(community.Value, kept.Id);
        var order = new CreditTransferOrder
        {
            Message = message,
            MadeAt = now,
            Day = kept.Day,
            Holder = kept.From.Holder,
            Account = kept.From.Iban!,
            Bic = kept.Bic,
            Transfers =
            [
                .. kept.Payments.Select(payment => new CreditTransfer(
                    payment.EndToEnd,
                    payment.Amount,
                    payment.Account!.Holder,
                    payment.Account.Iban!,
                    $"{name} - incentivi energia condivisa")),
            ],
        };
        return new($"{message}.xml", "application/xml", CreditTransferWriter.Write(order));
    }

    /// <summary>For a treasurer who enters mandates: as an Italian spreadsheet opens it.</summary>
    private static PayoutFile List(CommunityId community, KeptPayout kept)
    {
        var italian = CultureInfo.GetCultureInfo("it-IT");
        var text = new StringBuilder("Riferimento;Beneficiario;IBAN;Conto di tesoreria;Importo (EUR)\r\n");
        foreach (var payment in kept.Payments)
        {
            var holder = FormulaText.Harmless(payment.Account!.Holder).Replace("\"", "\"\"", StringComparison.Ordinal);
            text.Append(italian, $"{payment.EndToEnd};\"{holder}\";{payment.Account.Iban?.Code};{payment.Account.Treasury};")
                .Append(italian, $"{payment.Amount.Eur:0.00}\r\n");
        }

        byte[] bytes = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
        return new($"{KeptPayout.MessageOf(community.Value, kept.Id)}.csv", "text/csv", bytes);
    }

    /// <summary>Of each month that is open, whether enterprises get no surplus; null where it is not known.</summary>
    private async Task<IReadOnlyDictionary<YearMonth, SurplusCheck?>> ChecksAsync(
        CommunityId community, PayoutBasis basis, CancellationToken cancellation)
    {
        YearMonth[] months = [.. basis.Open.Where(item => item.Month is not null).Select(item => item.Month!.Value).Distinct()];
        if (months.Length == 0) return new Dictionary<YearMonth, SurplusCheck?>();
        var drafts = await payables.DraftsAsync(community, months.Min(), months.Max(), cancellation);
        return drafts.Where(draft => months.Contains(draft.Month)).ToDictionary(draft => draft.Month, draft => draft.Check);
    }

    private static HashSet<YearMonth> Unentitled(IReadOnlyDictionary<YearMonth, SurplusCheck?> checks) =>
        [.. checks.Where(check => check.Value is { IsMet: false }).Select(check => check.Key)];
}
