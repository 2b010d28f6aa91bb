using Cer.Host.Data;
using Cer.Operations.Looks;
using Cer.Operations.Privacy;
using Cer.Storage.Looks;
using Cer.Storage.Privacy;

namespace Cer.Host.Privacy;

/// <summary>Who looked, what is held of a member, and what members ask.</summary>
internal static class PrivacyServices
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton<ILookStore, LookStore>().AddSingleton<NoteLook>().AddSingleton<NoteTotals>()
            .AddSingleton<IRequestStore, RequestStore>().AddSingleton<ExportPlaces>();
        if (settings.MemberConnection is { Length: > 0 } address)
            services.AddSingleton<IHeldStore>(_ => new HeldStore(address));
        return services;
    }

    public static void MapPrivacy(this IEndpointRouteBuilder routes)
    {
        routes.MapOwnData();
        routes.MapMemberRequests();
    }
}
