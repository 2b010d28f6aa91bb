using Cer.Host.Backup;
using Cer.Operations.Backup;

namespace Cer.Backup.Tests;

/// <summary>Small backups without a database.</summary>
internal static class Archive
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static BackupManifest Manifest(IReadOnlyList<BackupMember> members) => new()
    {
        Format = BackupManifest.CurrentFormat,
        TakenAt = DateTimeOffset.UnixEpoch,
        Program = "cer 0.1.0",
        Postgresql = "15.0",
        SchemaVersion = 0,
        Migrations = [],
        Members = members,
        Tables = new Dictionary<string, long> { ["core.reading"] = 3 },
        Months = [],
    };

    /// <summary>Writes one with these members.</summary>
    public static async Task<string> WriteAsync(
        string folder, Func<BackupManifest, BackupManifest>? change = null, params (string Name, byte[] Content)[] members)
    {
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}{BackupName.Ending}");
        await using var file = PrivateFile.Create(path);
        await using var writer = new ArchiveWriter(file);
        await writer.BeginAsync(members[0].Name, new MemoryStream(members[0].Content), null, Cancellation);
        foreach (var (name, content) in members[1..]) await writer.AddAsync(name, new MemoryStream(content), Cancellation);
        var manifest = Manifest([.. writer.Members]);
        await writer.FinishAsync(change?.Invoke(manifest) ?? manifest, Cancellation);
        return path;
    }

    public static async Task<string?> ProblemAsync(string path)
    {
        try
        {
            await using var archive = await ArchiveReader.OpenAsync(path, Cancellation);
            return null;
        }
        catch (BackupException problem)
        {
            return problem.Message;
        }
    }
}
