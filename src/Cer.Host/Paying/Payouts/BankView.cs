using Cer.Operations.Paying.Payouts;
using NodaTime.Text;

namespace Cer.Host.Paying.Payouts;

/// <summary>An account of a bank or of the treasury: masked but to those who need to know it.</summary>
internal sealed record BankView(string? Account, string? Treasury, string? Holder)
{
    public static BankView Of(BankAccount? account, bool whole) => new(
        whole ? account?.Iban?.Code : account?.Iban?.Masked,
        whole || account?.Treasury is null ? account?.Treasury : $"****{account.Treasury[^2..]}",
        account?.Holder);

    /// <summary>A member, and where it is paid.</summary>
    internal sealed record Member(
        int MemberId, string? Name, int Revision, BankView Bank, string? Reason, string? By, string? At)
    {
        public static Member Of(int member, string? name, MemberBank? bank, bool whole) => new(
            member,
            name,
            bank?.Revision ?? 0,
            BankView.Of(bank?.Account, whole),
            bank?.Reason,
            bank?.By,
            bank is null ? null : InstantPattern.General.Format(bank.At));
    }

    /// <summary>The account that is paid from.</summary>
    internal sealed record Community(int Revision, BankView Bank, string? Bic, string Reason, string By, string At)
    {
        public static Community Of(CommunityBank bank, bool whole) => new(
            bank.Revision,
            BankView.Of(bank.Account, whole),
            bank.Bic,
            bank.Reason,
            bank.By,
            InstantPattern.General.Format(bank.At));
    }

    /// <summary>Both.</summary>
    internal sealed record All(bool Whole, Community? From, Member[] Members);
}
