using Cer.Domain;
using Cer.Exchange.Contract;
using Cer.Exchange.Faults;
using Cer.Host.Checking;
using Cer.Host.Data;
using Cer.Host.Settle;
using Cer.Operations.Checking;
using Cer.Operations.Importing;
using Cer.Operations.Ports;

namespace Cer.Host.Import;

/// <summary>Takes files in, one after the other, and says of each what became of it.</summary>
internal sealed class ImportRun(IServiceProvider services, string code) : IAsyncDisposable
{
    private readonly MessageImport _messages = new(services);
    private CommunityId? _community;
    private int _exit = ExitCodes.Done;

    public async Task<int> TakeAsync(IReadOnlyList<ImportFile> files, CancellationToken cancellation)
    {
        foreach (var file in files.Where(file => file.Kind != ImportKind.Message)) await TakeAsync(file, cancellation);
        ImportFile[] messages = [.. files.Where(file => file.Kind == ImportKind.Message)];
        if (messages.Length > 0) Worse(await _messages.TakeAsync(await CommunityAsync(cancellation), messages, cancellation));
        return _exit;
    }

    public ValueTask DisposeAsync() => _messages.DisposeAsync();

    private async Task TakeAsync(ImportFile file, CancellationToken cancellation)
    {
        switch (file.Kind)
        {
            case ImportKind.Community:
                await TakeCommunityAsync(file, cancellation);
                break;
            case ImportKind.Devices:
                await TakeDevicesAsync(file, cancellation);
                break;
            case ImportKind.Prices:
                using (var stream = File.OpenRead(file.Path))
                    Tell(file, await Get<ImportPrices>().FromContractAsync(stream, file.Name, cancellation));
                break;
            case ImportKind.GmePrices:
                using (var stream = File.OpenRead(file.Path))
                    Tell(file, await Get<ImportPrices>().FromGmeAsync(stream, file.Name, cancellation));
                break;
            default:
                Tell(file, await Get<ImportReadings>().RunAsync(
                    await CommunityAsync(cancellation), () => File.OpenRead(file.Path), Progress(file), cancellation));
                break;
        }
    }

    private async Task TakeCommunityAsync(ImportFile file, CancellationToken cancellation)
    {
        var rules = new List<RuleText>();
        var folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file.Path))!, "rules");
        if (Directory.Exists(folder))
            foreach (var path in Directory.EnumerateFiles(folder, "*.yaml").Where(
                path => Path.GetFileName(path)[0] != '.').Order(CodePointOrder.Instance))
                rules.Add(new(Path.GetFileName(path), await File.ReadAllTextAsync(path, cancellation)));
        var faults = new FaultList();
        var stored = await Get<ImportCommunity>().RunAsync(
            code, await File.ReadAllBytesAsync(file.Path, cancellation), rules, Environment.UserName, faults, cancellation);
        if (stored is null)
        {
            Refuse(file, faults);
            return;
        }

        _community = stored.Community;
        Console.WriteLine(
            $"{file.Name}: {(stored.Added ? "taken as" : "unchanged, still")} version {stored.Version}, with "
            + $"{rules.Count} rule files");
        foreach (var finding in await Get<CheckCommunity>().RunAsync(stored.Community, cancellation) ?? [])
            Console.WriteLine($"{file.Name}: look at this: {FindingSentence.Of(finding)}");
    }

    private async Task TakeDevicesAsync(ImportFile file, CancellationToken cancellation)
    {
        var community = await CommunityAsync(cancellation);
        var store = Get<ICommunityStore>();
        var faults = new FaultList();
        using var stream = File.OpenRead(file.Path);
        var rows = DevicesFile.Read(stream, (await store.RegistryAsync(community, cancellation)).Units, faults);
        var counts = faults.IsEmpty
            ? await store.SaveDevicesAsync(
                community, [.. rows.Select(row => new Device(row.Device, row.Pod, row.Meter, row.Unit))],
                    Environment.UserName, cancellation)
            : default;
        Tell(file, new(counts, faults));
    }

    private async Task<CommunityId> CommunityAsync(CancellationToken cancellation) =>
        _community ??= await services.CommunityAsync(code, cancellation);

    private void Tell(ImportFile file, ImportReport report)
    {
        if (!report.Faults.IsEmpty) Refuse(file, report.Faults);
        else Console.WriteLine(
            $"{file.Name}: {report.Counts.Added} added, {report.Counts.Unchanged} unchanged, "
            + $"{report.Counts.Corrected} corrected");
    }

    private void Refuse(ImportFile file, FaultList faults)
    {
        FaultPrinter.Print(faults);
        Console.WriteLine($"{file.Name}: refused, nothing of it was stored");
        Worse(ExitCodes.WrongInput);
    }

    private void Worse(int exit) => _exit = ExitCodes.Worse(_exit, exit);

    private static Progress<long>? Progress(ImportFile file) =>
        Console.IsErrorRedirected ? null : new Progress<long>(rows => Console.Error.WriteLine($"{file.Name}: {rows} rows so far"));

    private T Get<T>()
        where T : notnull => services.GetRequiredService<T>();
}
