namespace Cer.Operations.People.Tokens;

/// <summary>Scopes as words.</summary>
public static class TokenScopes
{
    /// <summary>Every word, in the order of the enumeration.</summary>
    public static readonly IReadOnlyList<string> All = ["sums:read", "members:read", "flows"];

    public static string Word(this TokenScope scope) => All[(int)scope];

    /// <summary>The scope of a word; null when it is none.</summary>
    public static TokenScope? Of(string? word)
    {
        for (var place = 0; place < All.Count; place++)
            if (All[place] == word) return (TokenScope)place;
        return null;
    }
}
