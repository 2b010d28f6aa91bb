using System.Net;
using Cer.Host.Data;
using Cer.Host.Mine;
using Cer.Host.People.Links;
using Cer.Host.People.Passkeys;
using Cer.Host.Privacy;
using Cer.Operations.Ingress;
using Cer.Operations.People.Links;
using Cer.Operations.People.News;
using Cer.Operations.People.Passkeys;
using Cer.Operations.People.Sessions;
using Cer.Operations.People.Tokens;
using Cer.Storage.Ingress;
using Cer.Storage.People;
using Microsoft.AspNetCore.HttpOverrides;

namespace Cer.Host.People;

/// <summary>Sign-in, sessions and roles.</summary>
internal static class PeopleServices
{
    /// <summary>Adds the stores and use cases; the database and the TimeProvider come from elsewhere.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services, Settings settings) => services
        .AddSingleton(settings)
        .AddSingleton<IPeopleStore, PeopleStore>()
        .AddSingleton<ISessionStore, SessionStore>()
        .AddSingleton<IAttemptStore, AttemptStore>()
        .AddSingleton<IMemberNumbers, MemberNumbers>()
        .AddSingleton<RoleReader>()
        .AddSingleton<PasswordCheck>()
        .AddSingleton(_ => PeopleKey.BoxOf(settings.Folder))
        .AddSingleton<CodeCheck>()
        .AddSingleton<Entrance>()
        .AddSingleton<ITokenStore, TokenStore>()
        .AddSingleton<ManageTokens>()
        .AddSingleton<ILinkStore, LinkStore>()
        .AddSingleton<AskForLink>()
        .AddSingleton<EnterByLink>()
        .AddSingleton<LinkWishes>()
        .AddSingleton<IPasskeyStore, PasskeyStore>()
        .AddSingleton<PasskeyCeremony>()
        .AddSingleton<PublicPlace>()
        .AddSingleton<IPagePlace>(services => services.GetRequiredService<PublicPlace>())
        .AddSingleton<SignIn>()
        .AddSingleton<TellOwner>()
        .AddSingleton<FreshProof>()
        .AddSingleton<OwnAccount>()
        .AddSingleton<ManagePeople>()
        .AddMine(settings)
        .AddPrivacy(settings)
        .AddSingleton<IHomeUserStore, HomeUserStore>()
        .AddSingleton<BasePath>()
        .AddSingleton<SessionCookie>();

    /// <summary>Puts in front of every endpoint what all of them need.</summary>
    public static void UsePeople(this WebApplication app, Settings settings)
    {
        if (settings.Proxies is { Count: > 0 } proxies) app.UseForwardedHeaders(Forwarded(proxies));
        if (settings.PathBase is { Length: > 0 } place) app.UsePathBase(place);
        app.UseMiddleware<SafeHeaders>();
        // Named here, or it would stand before the base path is taken off.
        app.UseRouting();
        app.UseMiddleware<ClosedByDefault>();
    }

    private static ForwardedHeadersOptions Forwarded(IEnumerable<string> proxies)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            options.KnownProxies.Add(IPAddress.TryParse(proxy, out var address)
                ? address
                : throw new UserFault(
                    $"Found '{proxy}' among the proxies of {Settings.FileName}, expected addresses such as 127.0.0.1."));
        }

        return options;
    }
}
