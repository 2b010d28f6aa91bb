using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Cer.Domain;
using Cer.Exchange.Faults;
using Cer.Exchange.Submissions;
using Cer.Operations.Documents;
using Cer.Operations.GseRequests;
using Cer.Operations.Ports;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Submitting;

/// <summary>Makes the files of each kind of package, with their checksums and what a person does with them.</summary>
/// <remarks>No layout or interface of GSE or ARERA is public (regulation 8.1): the files are ours, the portal is a person's work.</remarks>
public sealed class MakePackages(
    ICommunityStore communities,
    KeepGseRequest request,
    MakeEnergyPackage energy,
    MakeComplianceReport compliance,
    KeepLayout layouts)
    : IPackageMaker
{
    private const int PlainHours = 4 * 1024 * 1024;
    private const int MostProblems = 20;
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    // The same bytes at any time.
    private static readonly DateTimeOffset Made = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async Task<PackageOutcome> MakeAsync(
        CommunityId community, YearMonth month, SubmissionKind kind, int revision, CancellationToken cancellation)
    {
        if (await request.SheetsAsync(community, cancellation) is not { } sheets)
            return new PackageOutcome.Lacking(["Found no declaration of the community, expected one."]);
        var code = (await communities.ListAsync(cancellation)).First(one => one.Id == community).Code;
        return kind switch
        {
            SubmissionKind.GseMonth => await MonthAsync(community, month, revision, PortalTables.CodesOf(code, sheets), cancellation),
            SubmissionKind.GseMembers => await MembersAsync(community, month, sheets, cancellation),
            _ => await ReportAsync(community, month, revision, PortalTables.CodesOf(code, sheets), cancellation),
        };
    }

    private async Task<PackageOutcome> MonthAsync(
        CommunityId community, YearMonth month, int revision, PlantCodes codes, CancellationToken cancellation)
    {
        switch (await energy.RunAsync(community, month, revision, codes, cancellation))
        {
            case EnergyPackageOutcome.Refused refused:
                return new PackageOutcome.Lacking([refused.Sentence]);
            case EnergyPackageOutcome.Made { IsSound: false } unsound:
                return new PackageOutcome.Lacking(
                    [.. unsound.Findings.Where(finding => finding.IsFault).Take(MostProblems).Select(finding => finding.ToString())]);
            case EnergyPackageOutcome.Made made:
                var tables = PackageTables.Of(made.Package);
                PackageTable[] few = [.. tables.Where(table => table.Name != PackageTables.Hours)];
                var name = $"energia-{YearMonthPattern.Iso.Format(month)}";
                List<SubmissionFile> files =
                [
                    new($"{name}.xlsx", Workbook, Bytes(stream => PackageWorkbook.Write(stream, few))),
                    new($"{name}.json", "application/json", Bytes(stream => PackageJson.Write(stream, few))),
                    new($"{name}.xml", "application/xml", Bytes(stream => PackageXml.Write(
                        stream, few, PackageLayout.Canonical.Root, PackageLayout.Canonical.Namespace))),
                    new($"{name}.xsd", "application/xml", Bytes(stream => PackageSchema.Write(
                        stream, few, PackageLayout.Canonical.Root, PackageLayout.Canonical.Namespace))),
                    Table($"{name}-ore", tables.Single(table => table.Name == PackageTables.Hours), ';', ','),
                ];
                if (await OthersAsync(community, name, tables, files, cancellation) is { } unread)
                    return new PackageOutcome.Lacking([unread]);
                return Package(files,
                [
                    "Entrare nell’Area Clienti del GSE e aprire l’applicazione SPC, configurazione"
                        + (codes.Configuration is { } known ? $" {known}." : "."),
                    "Confrontare le quantità per sezione (EACV, EACI) con quelle pubblicate dal GSE per lo stesso mese.",
                    "Se il GSE chiede i dati, consegnare il foglio di lavoro e il file delle ore; XML e JSON sono gli stessi dati.",
                    "Scrivere qui il numero di protocollo che il portale mostra.",
                    .. made.Findings.Where(finding => !finding.IsFault).Take(MostProblems).Select(finding => $"Da guardare: {finding}"),
                ]);
            default:
                throw new NotSupportedException("Found an outcome that is not known.");
        }
    }

    private async Task<PackageOutcome> MembersAsync(
        CommunityId community, YearMonth month, IReadOnlyList<GseRequestSheet> sheets, CancellationToken cancellation)
    {
        if (await communities.LoadAsync(community, null, cancellation) is not { } definition)
            return new PackageOutcome.Lacking(["Found no declaration of the community, expected one."]);
        var last = new MarketMonth(month.Year, month.Month).LastDay;
        PackageTable[] tables =
            [PortalTables.Members(definition.Community, sheets, last), PortalTables.Plants(definition.Community, sheets)];
        return Package(
        [
            new("punti-e-titolari.csv", "text/csv", Bytes(stream => PackageCsv.Write(stream, tables[0], ';', ','))),
            new("impianti-e-sezioni.csv", "text/csv", Bytes(stream => PackageCsv.Write(stream, tables[1], ';', ','))),
            new("richiesta.xlsx", Workbook, Bytes(stream => PackageWorkbook.Write(stream, tables))),
        ],
        [
            "Entrare nell’Area Clienti del GSE e aprire l’applicazione SPC.",
            "Confrontare le colonne con quelle che il portale chiede: il GSE non ne pubblica il tracciato.",
            .. sheets.Where(sheet => sheet.Missing.Count > 0).Take(MostProblems).Select(sheet =>
                $"Manca: {GseRequestFields.Word(sheet.Subject)} {sheet.Code}: {string.Join(", ", sheet.Missing)}."),
            "Scrivere qui il numero di protocollo che il portale mostra.",
        ]);
    }

    private async Task<PackageOutcome> ReportAsync(
        CommunityId community, YearMonth month, int revision, PlantCodes codes, CancellationToken cancellation)
    {
        if (await compliance.FactsAsync(community, month, revision, cancellation) is not { } facts)
            return new PackageOutcome.Lacking(["Found no settlement of the month, expected a month that was settled: cer settle does it."]);
        if (await compliance.FilesAsync(facts, DocumentLanguage.Italian, cancellation) is not { } files)
            return new PackageOutcome.Lacking(["Found no press that prints the report, expected one: cer doctor says what is missing."]);
        List<SubmissionFile> written = [.. files.Select(file => new SubmissionFile(file.Name, file.MediaType, file.Bytes))];
        List<string> checklist =
        [
            "Il rapporto si tiene agli atti: ARERA non riceve dati dalle comunità da sé.",
            "Se ARERA o il GSE lo chiedono, consegnare il PDF; XLSX e XML sono gli stessi dati.",
        ];
        if (codes.Middle is not { } middle)
            checklist.Add("Manca: il luogo di un impianto (Richiesta al GSE); senza, l’UrbanDataset degli indici non si scrive.");
        else if (KpiDataset.Of(facts, middle) is { } dataset)
            written.Add(new($"indici-{YearMonthPattern.Iso.Format(month)}.urbandataset.json", "application/json", dataset));
        return Package(written, checklist);
    }

    /// <summary>The same figures in each layout that staff keep; or which of them cannot be read.</summary>
    private async Task<string?> OthersAsync(
        CommunityId community,
        string name,
        IReadOnlyList<PackageTable> tables,
        List<SubmissionFile> files,
        CancellationToken cancellation)
    {
        foreach (var kept in await layouts.ListAsync(community, cancellation))
        {
            var faults = new FaultList();
            if (KeepLayout.Read(kept.Words, faults) is not { } layout)
                return $"Found the layout {kept.Name} that cannot be read, expected one without faults: {faults.Faults[0]}.";
            files.AddRange(LaidOut($"{name}-{kept.Name}", layout, tables));
        }

        return null;
    }

    private static IEnumerable<SubmissionFile> LaidOut(string name, PackageLayout layout, IReadOnlyList<PackageTable> tables)
    {
        for (var i = 0; i < layout.Tables.Count; i++)
            yield return Table(
                FormattableString.Invariant($"{name}-{i + 1}-{Plain(layout.Tables[i].Name)}"),
                PackageLayout.Of(tables, layout.Tables[i]), layout.Separator, layout.DecimalSign);
        // Hours of points go as CSV alone: a sheet has a million rows.
        var few = layout with { Tables = [.. layout.Tables.Where(table => table.Source != PackageTables.Hours)] };
        if (few.Tables.Count == 0) yield break;
        yield return new($"{name}.xlsx", Workbook, Bytes(stream => PackageWorkbook.Write(stream, [.. few.Of(tables)])));
        yield return new($"{name}.xml", "application/xml", Bytes(stream =>
            PackageXml.Write(stream, few.Of(tables), few.Root, few.Namespace)));
        yield return new($"{name}.xsd", "application/xml", Bytes(stream => PackageSchema.Write(stream, few)));
    }

    // A name of an addressee may have letters that file names of packages have not.
    private static string Plain(string name) =>
        string.Concat(name.Select(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' ? sign : '_'));

    private static SubmissionFile Table(string name, PackageTable hours, char separator, char decimals)
    {
        var plain = Bytes(stream => PackageCsv.Write(stream, hours, separator, decimals));
        if (plain.Length <= PlainHours) return new($"{name}.csv", "text/csv", plain);
        return new($"{name}.zip", "application/zip", Bytes(stream =>
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            var entry = zip.CreateEntry($"{name}.csv");
            entry.LastWriteTime = Made;
            using var part = entry.Open();
            part.Write(plain);
        }));
    }

    private static PackageOutcome.Made Package(IReadOnlyList<SubmissionFile> files, IReadOnlyList<string> checklist)
    {
        var sums = string.Concat(files.Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(file.Bytes.Span))}  {file.Name}\n"));
        return new(new([.. files, new SubmissionFile("SHA256SUMS", "text/plain", Encoding.ASCII.GetBytes(sums))], checklist));
    }

    private static byte[] Bytes(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}
