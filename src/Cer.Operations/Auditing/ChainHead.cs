using System.Globalization;

namespace Cer.Operations.Auditing;

/// <summary>The last entry of a chain: who keeps it on paper can tell later that nothing before it was rewritten.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Hash">Its hash.</param>
public sealed record ChainHead(long Sequence, ReadOnlyMemory<byte> Hash)
{
    public const string Form = "a head such as 120:9f86d0…, the number and 64 hexadecimal digits";

    /// <summary>A head as <see cref="ToString" /> writes it; null when it is none.</summary>
    public static ChainHead? Read(string text) =>
        text.Split(':') is [var number, { Length: 2 * ChainBytes.HashLength } hash]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
        && hash.All(char.IsAsciiHexDigit)
            ? new(sequence, Convert.FromHexString(hash))
            : null;

    public bool Is(ChainHead other) => Sequence == other.Sequence && Hash.Span.SequenceEqual(other.Hash.Span);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Sequence}:{Convert.ToHexStringLower(Hash.Span)}");
}
