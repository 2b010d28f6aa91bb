namespace Cer.Operations.Dashboards.Sql;

/// <summary>A piece of a statement, with its place.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins in the statement.</param>
/// <param name="Text">As it is written.</param>
/// <param name="Depth">In how many parentheses it stands; one that opens or closes stands outside of itself.</param>
internal sealed record SqlToken(SqlTokenKind Kind, int Start, string Text, int Depth)
{
    /// <summary>Name of a macro or of a variable.</summary>
    public string Name { get; init; } = "";

    /// <summary>What a macro is given; null when it has no parentheses. Of a variable, its format.</summary>
    public string? Argument { get; init; }

    public int End => Start + Text.Length;

    public bool Is(string word) => Kind is SqlTokenKind.Word or SqlTokenKind.Symbol
        && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsOneOf(IReadOnlyCollection<string> words) =>
        Kind == SqlTokenKind.Word && words.Contains(Text.ToLowerInvariant());
}
