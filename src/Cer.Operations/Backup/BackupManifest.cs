using System.Text.Json;

namespace Cer.Operations.Backup;

/// <summary>What a backup says of itself.</summary>
public sealed record BackupManifest
{
    /// <summary>The format that this program writes, and the newest that it reads.</summary>
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        RespectNullableAnnotations = true,
    };

    public required int Format { get; init; }

    /// <summary>When the database was as it is saved here.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    public required string Program { get; init; }

    /// <summary>Version of the server.</summary>
    public required string Postgresql { get; init; }

    public required int SchemaVersion { get; init; }

    public required IReadOnlyList<BackupMigration> Migrations { get; init; }

    public required IReadOnlyList<BackupMember> Members { get; init; }

    /// <summary>How many rows each table has.</summary>
    public required IReadOnlyDictionary<string, long> Tables { get; init; }

    public required IReadOnlyList<BackupMonth> Months { get; init; }

    /// <exception cref="BackupException">It is no manifest, or one of a newer format.</exception>
    public static BackupManifest Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            using (var document = JsonDocument.Parse(text))
            {
                if (!document.RootElement.TryGetProperty("format", out var format) || !format.TryGetInt32(out var number))
                    throw new BackupException("Found a manifest without its format, expected a number.");
                if (number != CurrentFormat)
                    throw new BackupException(
                        $"Found a backup of format {number}, expected {CurrentFormat}: take the program that made "
                        + $"it, or a newer one.");
            }

            return JsonSerializer.Deserialize<BackupManifest>(text.Span, Json)
                ?? throw new BackupException("Found an empty manifest, expected what the backup holds.");
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw new BackupException("Found a manifest that is not the JSON of a backup, expected one that cer backup wrote.");
        }
    }

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Json);
}
