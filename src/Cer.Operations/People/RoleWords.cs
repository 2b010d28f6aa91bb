namespace Cer.Operations.People;

/// <summary>Roles as words, and those that belong together.</summary>
public static class RoleWords
{
    /// <summary>Every word, in the order of the enumeration.</summary>
    public static readonly IReadOnlyList<string> All =
        ["administrator", "operator", "approver", "auditor", "member", "accountant", "designer", "delegate"];

    /// <summary>What is a person's own business, and no work for the community.</summary>
    public static readonly IReadOnlyList<Role> Private = [Role.Member, Role.Delegate];

    /// <summary>Those who see the data of the community; a designer does not.</summary>
    public static readonly IReadOnlyList<Role> Staff =
        [Role.Administrator, Role.Operator, Role.Approver, Role.Auditor, Role.Accountant];

    public static string Word(this Role role) => All[(int)role];

    /// <summary>The role of a word; null when it is none.</summary>
    public static Role? Of(string? word)
    {
        for (var place = 0; place < All.Count; place++)
            if (All[place] == word) return (Role)place;
        return null;
    }
}
