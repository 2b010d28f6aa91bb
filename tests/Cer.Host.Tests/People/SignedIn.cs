using Cer.Operations.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Host.Tests.People;

/// <summary>Clients of people who are signed in, for tests of what the staff sees.</summary>
internal static class SignedIn
{
    public static Task<HttpClient> AsOperatorAsync(WebApplication app) =>
        AsAsync(app, new PersonRole(Role.Operator, null, null, null));

    /// <summary>A client that sends the cookie of a new person with these roles, and the header of our pages.</summary>
    public static async Task<HttpClient> AsAsync(WebApplication app, params PersonRole[] roles)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var made = await app.Services.GetRequiredService<IPeopleStore>().AddAsync(
            new($"p{Guid.NewGuid():N}", "Persona di Prova", null, roles), SecretToken.New(), "test", cancellation);
        var token = SecretToken.New();
        await app.Services.GetRequiredService<ISessionStore>().OpenAsync(made!.Person, token, cancellation);
        var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        client.DefaultRequestHeaders.Add("Cookie", $"cer_session={token.Text}");
        client.DefaultRequestHeaders.Add("X-Cer-Request", "1");
        return client;
    }
}
