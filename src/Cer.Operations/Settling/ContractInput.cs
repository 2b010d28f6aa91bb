using System.Security.Cryptography;
using Cer.Domain;

namespace Cer.Operations.Settling;

/// <summary>The files of a settlement's input by their names in the folder; every byte that is read is hashed on its way.</summary>
public sealed class ContractInput(IReadOnlyDictionary<string, Func<Stream>> files)
{
    public const string RulesFolder = "rules/";

    private readonly Dictionary<string, string> _hashes = new(StringComparer.Ordinal);

    /// <summary>SHA-256 of each file read to its end, in hexadecimal, by name in order of code point.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Hashes =>
        [.. _hashes.OrderBy(file => file.Key, CodePointOrder.Instance)];

    /// <summary>Names of the rule files, by code point.</summary>
    public IReadOnlyList<string> RuleFiles => [.. files.Keys
        .Where(name => name.StartsWith(RulesFolder, StringComparison.Ordinal))
        .Order(CodePointOrder.Instance)];

    public bool Has(string name) => files.ContainsKey(name);

    /// <summary>Hands a file to a reader; what the reader leaves is read too, so that the hash is of the whole.</summary>
    public T Read<T>(string name, Func<Stream, T> reader)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var stream = new HashedStream(files[name](), hash);
        var result = reader(stream);
        stream.ReadToEnd();
        _hashes[name] = Convert.ToHexStringLower(hash.GetHashAndReset());
        return result;
    }

    /// <summary>The whole file, refused beyond a size: more than one byte too many is not read.</summary>
    public byte[] ReadAll(string name, int largest) => Read(name, stream =>
    {
        using var copy = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; copy.Length <= largest && (read = stream.Read(buffer, 0, buffer.Length)) > 0;) copy.Write(buffer, 0, read);
        return copy.ToArray();
    });
}
