namespace Cer.Domain;

/// <summary>Orders texts by Unicode code point, whatever the language of the machine.</summary>
public sealed class CodePointOrder : IComparer<string>
{
    public static readonly CodePointOrder Instance = new();

    private CodePointOrder()
    {
    }

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        var length = Math.Min(x.Length, y.Length);
        for (var i = 0; i < length; i++)
        {
            if (x[i] == y[i]) continue;
            // A surrogate stands for a code point above every other UTF-16 unit.
            return (char.IsSurrogate(x[i]), char.IsSurrogate(y[i])) switch
            {
                (true, false) => 1,
                (false, true) => -1,
                _ => x[i].CompareTo(y[i]),
            };
        }

        return x.Length.CompareTo(y.Length);
    }
}
