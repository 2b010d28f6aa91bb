using Cer.Host.Ingress;
using Cer.Host.Mail.Unsubscribing;
using Cer.Host.Mine;
using Cer.Host.People.Links;
using Cer.Host.People.Passkeys;
using Cer.Host.People.Tokens;
using Cer.Host.Privacy;

namespace Cer.Host.People;

/// <summary>The addresses for people: sign-in, invites, the own account, who may sign in.</summary>
internal static class PeopleRoutes
{
    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        routes.MapSessions();
        routes.MapAccount();
        routes.MapPeopleList();
        routes.MapDoors();
        routes.MapLinks();
        routes.MapPasskeys();
        routes.MapOwnSessions();
        routes.MapLetterChoices();
        routes.MapUnsubscribing();
        routes.MapTokens();
        routes.MapMine();
        routes.MapPrivacy();
        routes.MapHomeUsers();
    }
}
