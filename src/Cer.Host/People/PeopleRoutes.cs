using Cer.Host.Ingress;
using Cer.Host.Mine;
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
        routes.MapMine();
        routes.MapPrivacy();
        routes.MapHomeUsers();
    }
}
