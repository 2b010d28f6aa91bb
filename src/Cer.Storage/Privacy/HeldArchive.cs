using System.Data;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Cer.Operations.Desk;
using Cer.Operations.Mine;
using Cer.Operations.Privacy;
using Cer.Storage.Desk;
using Npgsql;

namespace Cer.Storage.Privacy;

/// <summary>Writes what is held of a member as a ZIP: a table a CSV and a JSON, curves as CSV alone, documents as PDF.</summary>
internal static class HeldArchive
{
    /// <summary>How many rows of a table go into the export; beyond them the README says that it was cut.</summary>
    private const int MostRows = 2_000_000;

    private const int MostDocuments = 1000;

    public static async Task WriteAsync(
        NpgsqlConnection connection, MineProfile profile, Stream output, CancellationToken cancellation)
    {
        await using var archive = await ZipArchive.CreateAsync(
            output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellation);
        var lines = new List<string>();
        foreach (var table in Held.Exported)
        {
            var rows = await TableAsync(table, $"{table.File}.csv", HeldCsv.WriteAsync);
            if (!table.IsBig) await TableAsync(table, $"{table.File}.json", HeldJson.WriteAsync);
            var cut = rows >= MostRows ? " (tagliato: sono troppe righe, chieda il resto alla comunità)" : "";
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"- {table.File}: {table.Title}. Righe: {rows}{cut}."));
        }

        var papers = await DocumentsAsync(connection, profile, archive, cancellation);
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"- documenti: i Suoi rendiconti in PDF. File: {papers}."));
        var scans = await PapersAsync(connection, profile, archive, cancellation);
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"- carte: le scansioni delle Sue carte allo sportello. File: {scans}."));
        await using var readme = await EntryAsync(archive, "LEGGIMI.txt", cancellation);
        await readme.WriteAsync(Encoding.UTF8.GetBytes(HeldReadme.Of(profile, lines)), cancellation);

        async Task<long> TableAsync(
            HeldTable table, string name, Func<NpgsqlDataReader, Stream, CancellationToken, Task<long>> write)
        {
            var who = table.IsOfPerson ? "" : "where community_id = $1 and member_id = $2";
            await using var command = connection.Command(
                $"select * from mine.{table.View} {who} limit {MostRows}",
                table.IsOfPerson ? [] : [profile.Community.Value, profile.Member]);
            command.CommandTimeout = 120;
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            await using var entry = await EntryAsync(archive, name, cancellation);
            return await write(reader, entry, cancellation);
        }
    }

    private static async Task<int> DocumentsAsync(
        NpgsqlConnection connection, MineProfile profile, ZipArchive archive, CancellationToken cancellation)
    {
        await using var command = connection.Command(
            $"""
            (select format('documenti/%s-%s.pdf', year, number), content from mine.{Held.Documents}
            where community_id = $1 and member_id = $2 order by id desc limit {MostDocuments})
            union all
            (select format('documenti/conto-%s-%s.pdf', year, number), content from mine.{Held.Years}
            where community_id = $1 and member_id = $2 order by year desc, number desc limit {MostDocuments})
            """,
            profile.Community.Value,
            profile.Member);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var papers = 0;
        while (await reader.ReadAsync(cancellation))
        {
            await using var entry = await EntryAsync(archive, reader.GetString(0), cancellation);
            await entry.WriteAsync(reader.GetFieldValue<byte[]>(1), cancellation);
            papers++;
        }

        return papers;
    }

    private static async Task<int> PapersAsync(
        NpgsqlConnection connection, MineProfile profile, ZipArchive archive, CancellationToken cancellation)
    {
        await using var command = connection.Command(
            $"""
            select id, media_type, sha256, content from mine.{Held.Papers}
            where community_id = $1 and member_id = $2 order by id limit {MostDocuments}
            """,
            profile.Community.Value,
            profile.Member);
        // A scan is larger than a statement of account: one part of one at a time is in memory.
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellation);
        var scans = 0;
        while (await reader.ReadAsync(cancellation))
        {
            var (id, type) = (reader.GetInt32(0), PaperType.OfMedia(reader.GetString(1)));
            var sha256 = reader.GetFieldValue<byte[]>(2);
            var name = string.Create(CultureInfo.InvariantCulture, $"carte/carta-{id}.{type.Ending}");
            await using var entry = await EntryAsync(archive, name, cancellation);
            if (!await PaperStore.CopyAsync(await reader.GetStreamAsync(3, cancellation), entry, sha256, cancellation))
                throw new InvalidDataException("Found a scan that is not what was kept, expected the same bytes.");
            scans++;
        }

        return scans;
    }

    private static async Task<Stream> EntryAsync(ZipArchive archive, string name, CancellationToken cancellation) =>
        await archive.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellation);
}
