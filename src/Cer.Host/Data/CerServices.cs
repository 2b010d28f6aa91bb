using Cer.Host.Curves;
using Cer.Host.Dashboards;
using Cer.Host.Devices;
using Cer.Host.Documents;
using Cer.Host.Market;
using Cer.Host.People;
using Cer.Host.Submitting;
using Cer.Operations.Checking;
using Cer.Operations.Gaps;
using Cer.Operations.Importing;
using Cer.Operations.Intake;
using Cer.Operations.Keeping;
using Cer.Operations.Live;
using Cer.Operations.Mail;
using Cer.Operations.Periods;
using Cer.Operations.Ports;
using Cer.Operations.Regolamenti;
using Cer.Operations.Settling;
using Cer.Operations.Truth;
using Cer.Operations.Viewing;
using Cer.Storage;
using Cer.Storage.Keeping;
using Cer.Storage.Truth;
using Cer.Storage.Mail;
using Cer.Storage.Migrations;
using Cer.Storage.Viewing;
using Npgsql;

namespace Cer.Host.Data;

/// <summary>The stores and use cases of an installation.</summary>
internal static class CerServices
{
    public static IServiceCollection AddCer(this IServiceCollection services, Settings settings, TimeProvider time)
    {
        services.AddSingleton(time);
        services.AddSingleton(_ => Database.Open(settings.Connection));
        services.AddSingleton<ICommunityStore, CommunityStore>();
        services.AddSingleton<ILegalStore, LegalStore>();
        services.AddSingleton<IReadingStore, ReadingStore>();
        services.AddSingleton<IPrecedenceStore, PrecedenceStore>();
        services.AddSingleton<DecidePrecedence>();
        services.AddSingleton<IConsentStore, ConsentStore>();
        services.AddSingleton<IMeterSwapStore, MeterSwapStore>();
        services.AddSingleton<IMeterChangeStore, MeterChangeStore>();
        services.AddSingleton<IIdentifierStore, IdentifierStore>();
        services.AddSingleton<IPowerStore, PowerStore>();
        services.AddSingleton(provider => new DeviceDesk(provider, settings));
        services.AddSingleton<IReadingHistory, ReadingHistory>();
        services.AddSingleton<IRegistryView, RegistryView>();
        services.AddSingleton<IRetentionStore, RetentionStore>();
        services.AddSingleton<RemoveOld>();
        services.AddSingleton<IInputStore, InputStore>();
        services.AddSingleton<IHourStore, HourStore>();
        services.AddSingleton<IPriceStore, PriceStore>();
        services.AddSingleton<IIntakeStore, IntakeStore>();
        services.AddSingleton<ISentStore, SentStore>();
        services.AddSingleton<IQuarantineStore, QuarantineStore>();
        services.AddSingleton<ReleaseQuarantine>();
        services.AddSingleton<IAlertStore, AlertStore>();
        services.AddSingleton<ShareNow>();
        services.AddSingleton<RecentShare>();
        services.AddSingleton(provider => new WatchDevices(
            provider.GetRequiredService<ICommunityStore>(),
            provider.GetRequiredService<IAlertStore>(),
            time,
            settings.SilentAfter));
        services.AddSingleton<IRunStore, RunStore>();
        services.AddSingleton<IGapStore, GapStore>();
        services.AddSingleton<FindGaps>();
        services.AddSingleton<IWorkStore, WorkStore>();
        services.AddSingleton<IAccountStore, AccountStore>();
        services.AddSingleton<IDeviceStandingStore, DeviceStandingStore>();
        services.AddSingleton<IMqttAccountStore, MqttAccountStore>();
        services.AddSingleton<IStrayStore, StrayStore>();
        services.AddSingleton<ICounterStore, CounterStore>();
        services.AddSingleton<ISenderStore, SenderStore>();
        services.AddSingleton(SenderBounds.Default);
        services.AddSingleton<SenderLimits>();
        services.AddSingleton<IOutbox, OutboxStore>();
        services.AddSingleton<IOneAct, OneAct>();
        services.AddSingleton<ILetterStore, LetterStore>();
        services.AddSingleton<ILetterQueue, LetterQueue>();
        services.AddSingleton<ILetterChoices, LetterChoices>();
        services.AddSingleton<IAddressMarks, AddressMarks>();
        services.AddSingleton<ISchemaState>(provider => new SchemaState(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<IRegolamentoStore, RegolamentoStore>();
        services.AddSingleton<KeepRegolamento>();
        services.AddSingleton<PreviewRegolamento>();
        services.AddSingleton<StoredContract>();
        services.AddSingleton<ExportContract>();
        services.AddSingleton(provider => new SettleStored(
            provider.GetRequiredService<IInputStore>(),
            provider.GetRequiredService<StoredContract>(),
            provider.GetRequiredService<IRunStore>(),
            time,
            ProgramName.Text));
        services.AddSingleton(provider => new VerifyRun(
            provider.GetRequiredService<IInputStore>(), provider.GetRequiredService<IRunStore>(), ProgramName.Text));
        services.AddSingleton<CheckCommunity>();
        services.AddSingleton<ImportCommunity>();
        services.AddSingleton<ImportReadings>();
        services.AddSingleton<ImportPrices>();
        services.AddCurves();
        services.AddMarket(settings);
        services.AddSubmitting(settings);
        services.AddSums();
        services.AddSingleton<MakeHours>();
        services.AddSingleton<DoDueWork>();
        return services.AddDocuments(settings).AddPackages().AddPeople(settings);
    }

    /// <summary>Everything a verb needs, on a database whose schema fits.</summary>
    /// <exception cref="UserFault">The schema does not fit the program.</exception>
    public static async Task<ServiceProvider> OpenAsync(string folder, TimeProvider time, CancellationToken cancellation)
    {
        var provider = new ServiceCollection().AddCer(Settings.Read(folder), time).BuildServiceProvider();
        try
        {
            if (await provider.GetRequiredService<ISchemaState>().ProblemAsync(cancellation) is { } problem)
                throw new UserFault(problem);
            return provider;
        }
        catch
        {
            await provider.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="UserFault">There is no such community.</exception>
    public static async Task<CommunityId> CommunityAsync(this IServiceProvider provider, string code, CancellationToken cancellation)
    {
        var store = provider.GetRequiredService<ICommunityStore>();
        if (await store.FindAsync(code, cancellation) is { } found) return found;
        var known = string.Join(", ", (await store.ListAsync(cancellation)).Select(community => community.Code));
        throw new UserFault(
            $"Found no community {code}, expected one of: "
            + $"{(known.Length == 0 ? "none yet, cer import makes one" : known)}.");
    }
}
