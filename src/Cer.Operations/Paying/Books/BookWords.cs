namespace Cer.Operations.Paying.Books;

/// <summary>The words of the books, as the store and the interface write them.</summary>
public static class BookWords
{
    /// <summary>The kinds of accounts, in the order of a trial balance.</summary>
    public static IReadOnlyList<string> Accounts { get; } =
        ["bank", "gse", "sale", "fee", "tax", "transit", "fund", "member", "retained"];

    /// <summary>Accounts of members alone.</summary>
    public static bool IsOfMember(string account) => account is "member" or "retained";
}
