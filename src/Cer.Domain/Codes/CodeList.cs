namespace Cer.Domain.Codes;

/// <summary>The words by which files and tables write the values of an enumeration.</summary>
public sealed class CodeList<T>
    where T : struct, Enum
{
    private readonly Dictionary<string, T> _values;
    private readonly Dictionary<T, string> _words;

    internal CodeList(params (string Word, T Value)[] codes)
    {
        _values = codes.ToDictionary(code => code.Word, code => code.Value, StringComparer.Ordinal);
        _words = codes.ToDictionary(code => code.Value, code => code.Word);
        Words = [.. codes.Select(code => code.Word)];
    }

    /// <summary>Every word, in the order of the documents.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>All the words, as an error message lists them.</summary>
    public string Expected => string.Join('|', Words);

    public bool TryParse(string word, out T value) => _values.TryGetValue(word, out value);

    public string Word(T value) => _words[value];
}
