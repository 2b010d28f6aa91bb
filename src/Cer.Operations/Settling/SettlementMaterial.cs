using System.Security.Cryptography;
using System.Text;
using Cer.Settlement;

namespace Cer.Operations.Settling;

/// <summary>A settlement's input together with the record of what it was read from.</summary>
public sealed record SettlementMaterial(
    SettlementInput Input, IReadOnlyList<KeyValuePair<string, string>> Hashes)
{
    /// <summary>Names and contents of the definition, the rule files and the regolamento, when it was read from the store.</summary>
    public IReadOnlyList<(string Name, string Text)> Texts { get; init; } = [];

    /// <summary>The hash that a run keeps of these inputs, day by day.</summary>
    public byte[] RunHash()
    {
        using var hashes = new DayHashes(Input);
        return DayHashes.Root(
            [.. Input.Months.SelectMany(month => month.Days, (month, day) => (day, hashes.Of(month, day)))], Texts);
    }

    /// <summary>Whether a run with this hash was made from these inputs; older runs have a hash of the files of the contract.</summary>
    public bool IsOf(string hash) =>
        hash == Convert.ToHexStringLower(RunHash()) || hash == Convert.ToHexStringLower(InputHash());

    /// <summary>One hash over the names and hashes of all the files.</summary>
    public byte[] InputHash() => SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Concat(Hashes.Select(file => $"{file.Value}  {file.Key}\n"))));
}
