namespace Cer.Host.Workflows.Hooks;

/// <summary>Who may reach an endpoint of a workflow: never everybody.</summary>
/// <remarks>
/// Read from its <c>policy</c>: words separated by commas, each a role (<c>operator</c>), <c>staff</c>, <c>accounts</c> for any
/// account of the community with its token, or <c>account:NAME</c> for one. Without a policy those who run the house, and
/// accounts too unless <c>authorize</c> is set.
/// </remarks>
internal sealed record HookPolicy(IReadOnlyList<Role> Roles, bool AllAccounts, IReadOnlyList<string> Accounts)
{
    private const string One = "account:";

    private static readonly Role[] House = [Role.Administrator, Role.Operator];
    private static readonly Role[] Staff = [.. RoleWords.Staff, Role.Accountant];

    public static HookPolicy Of(string? policy, bool authorize)
    {
        var words = Words(policy);
        return words.Length == 0
            ? new(House, !authorize, [])
            : new(
                [.. words.SelectMany(word => word == "staff" ? Staff : RoleWords.Of(word) is { } role ? [role] : []).Distinct()],
                words.Contains("accounts"),
                [.. words.Where(IsOne).Select(word => word[One.Length..])]);
    }

    /// <summary>What is wrong with a policy as it is written; null when nothing is.</summary>
    public static string? Problem(string? policy) =>
        Words(policy).FirstOrDefault(
            word => word is not ("staff" or "accounts") && RoleWords.Of(word) is null && !IsOne(word)) is { } other
            ? $"Found '{other}' in the policy, expected roles ({string.Join(", ", RoleWords.All)}), staff, accounts or account:NAME."
            : null;

    public bool Fits(Person person, string community) => Roles.Count > 0 && person.Has(community, Roles);

    public bool Fits(string account) => AllAccounts || Accounts.Contains(account);

    private static bool IsOne(string word) => word.StartsWith(One, StringComparison.Ordinal) && word.Length > One.Length;

    private static string[] Words(string? policy) =>
        (policy ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
