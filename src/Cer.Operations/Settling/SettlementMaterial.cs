using System.Security.Cryptography;
using System.Text;
using Cer.Settlement;

namespace Cer.Operations.Settling;

/// <summary>A settlement's input together with the record of what it was read from.</summary>
public sealed record SettlementMaterial(
    SettlementInput Input, IReadOnlyList<KeyValuePair<string, string>> Hashes)
{
    /// <summary>One hash over the names and hashes of all the files.</summary>
    public byte[] InputHash() => SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Concat(Hashes.Select(file => $"{file.Value}  {file.Key}\n"))));
}
