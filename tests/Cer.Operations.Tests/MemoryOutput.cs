using Cer.Operations.Settling;

namespace Cer.Operations.Tests;

/// <summary>Receives the files of a settlement in memory.</summary>
internal sealed class MemoryOutput : IContractOutput
{
    private readonly Dictionary<string, MemoryStream> _files = new(StringComparer.Ordinal);

    public bool Committed { get; private set; }

    public IReadOnlyDictionary<string, byte[]> Files => _files.ToDictionary(file => file.Key, file => file.Value.ToArray());

    public Stream Create(string name) => _files[name] = new();

    public void Commit() => Committed = true;

    public void Dispose()
    {
    }
}
