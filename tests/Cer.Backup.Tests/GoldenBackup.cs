using Cer.Backup.Tests;
using Cer.Host.Backup;

[assembly: AssemblyFixture(typeof(GoldenBackup))]

namespace Cer.Backup.Tests;

/// <summary>A golden community imported, settled and backed up once, for all tests that only read it.</summary>
public sealed class GoldenBackup : IAsyncLifetime
{
    public const string Folder = "cer-magliano-ottobre";

    private Installation? _origin;
    private MadeBackup? _made;

    internal Installation Origin => _origin!;

    internal MadeBackup Made => _made!;

    /// <summary>The files of the settlement before the backup.</summary>
    internal IReadOnlyDictionary<string, byte[]> Settled { get; private set; } = new Dictionary<string, byte[]>();

    public async ValueTask InitializeAsync()
    {
        _origin = await Installation.CreateAsync();
        Settled = await _origin.FillAsync(Folder);
        await _origin.NothingIsDueAsync();
        _origin.Write("documents/2025/statuto.pdf", "Statuto");
        _origin.Write("keys/mqtt.pem", "a key");
        _made = await _origin.BackUpAsync();
    }

    public ValueTask DisposeAsync() => _origin?.DisposeAsync() ?? ValueTask.CompletedTask;
}
