using Cer.Operations.Desk;
using Cer.Storage.Desk;

namespace Cer.Host.Desk;

/// <summary>What the desk and the settings are made of.</summary>
internal static class DeskServices
{
    public static IServiceCollection AddDesk(this IServiceCollection services) => services
        .AddSingleton<IDeskStore, DeskStore>()
        .AddSingleton<IMandateStore, MandateStore>()
        .AddSingleton<TellMember>()
        .AddSingleton<EndOwnDelegation>()
        .AddSingleton<InviteByLetter>()
        .AddSingleton<ChangeMembers>()
        .AddSingleton<KeepDelegations>()
        .AddSingleton<IPaperStore, PaperStore>()
        .AddSingleton(PaperLimits.Usual)
        .AddSingleton<KeepPapers>()
        .AddSingleton<PaperCalls>()
        .AddSingleton<ICo2Store, Co2Store>()
        .AddSingleton<KeepCo2>()
        .AddSingleton<BackupJob>()
        .AddSingleton<TrialPost>()
        .AddSingleton<SettingsTiles>();
}
