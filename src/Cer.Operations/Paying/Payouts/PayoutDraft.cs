using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cer.Domain;
using Cer.Domain.Banking;
using Cer.Settlement.Payouts;
using NodaTime;

namespace Cer.Operations.Paying.Payouts;

/// <summary>The payments that could be made now, and what is left open.</summary>
/// <param name="Day">The day on which the bank is asked to pay.</param>
/// <param name="Basis">What it was made from.</param>
/// <param name="Plan">The payments.</param>
public sealed record PayoutDraft(LocalDate Day, PayoutBasis Basis, PayoutPlan Plan)
{
    public Money Total => Plan.Payments.Aggregate(Money.Zero, (sum, payment) => sum + payment.Amount);

    /// <summary>Whether it is a list for the treasurer: the community pays from the Tesoreria Unica.</summary>
    public bool IsList => Basis.From?.Account.Treasury is not null;

    /// <summary>Hash over everything that is paid, to whom and where: what creating and approving are bound to.</summary>
    public byte[] Sha256()
    {
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture, $"{Day:uuuu-MM-dd} {Basis.Approvers} {Basis.From?.Revision} {Basis.Rule.Revision}\n");
        foreach (var payment in Plan.Payments)
        {
            var account = Basis.Accounts[payment.Member].Revision;
            text.Append(CultureInfo.InvariantCulture, $"{payment.Member}\t{account}\t{payment.Retained.Cents}");
            foreach (var item in payment.Items)
                text.Append(CultureInfo.InvariantCulture, $"\t{item.Entry}.{item.Line}={item.Amount.Cents}");
            text.Append('\n');
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>The hash as the pages send it back.</summary>
    public string Mark => Convert.ToHexStringLower(Sha256());

    /// <param name="basis">What is open, and what payments keep to.</param>
    /// <param name="day">The day on which the bank is asked to pay.</param>
    /// <param name="unentitled">Months whose check of the surplus is not met.</param>
    public static PayoutDraft Of(PayoutBasis basis, LocalDate day, IReadOnlySet<YearMonth> unentitled) => new(
        day,
        basis,
        PayoutPlan.Of(basis.Open, new()
        {
            Least = basis.Rule.Least,
            RetainedPercent = basis.Rule.RetainedPercent,
            Balanced = basis.Balanced,
            Received = basis.Rule.ReceivedOnly ? basis.Received : null,
            Unentitled = unentitled,
            WithAccount = basis.Accounts.Where(one => CanBePaid(one.Value, basis.From)).Select(one => one.Key).ToHashSet(),
        }));

    /// <summary>By SEPA an IBAN of its countries; the treasurer pays treasury accounts too.</summary>
    private static bool CanBePaid(MemberBank bank, CommunityBank? from) => bank.Account switch
    {
        { Iban: { } iban } => IbanLength.IsInSepa(iban.Country),
        { Treasury: not null } => from?.Account.Treasury is not null,
        _ => false,
    };
}
