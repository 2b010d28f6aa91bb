namespace Cer.Operations.People.Sessions;

/// <summary>Opens a session for somebody who has proved who it is, whichever way, and remembers the browser.</summary>
public sealed class Entrance(ISessionStore sessions, IPeopleStore people)
{
    public async Task<Entered> OpenAsync(int person, Visitor visitor, SignInWay way, CancellationToken cancellation)
    {
        // Several people of one browser share what it is known by.
        var entered = new Entered(SecretToken.New(), visitor.Device ?? SecretToken.New());
        await sessions.OpenAsync(person, entered.Session, visitor with { Device = entered.Device }, way, cancellation);
        if (Said(way) is { } act) await people.NoteAsync($"person:{person}", act, person, cancellation);
        return entered;
    }

    /// <summary>What is recorded; nothing where what led to it was recorded already.</summary>
    private static string? Said(SignInWay way) => way switch
    {
        SignInWay.Password => "signed in",
        SignInWay.Passkey => "signed in by passkey",
        SignInWay.Link => "signed in by link",
        _ => null,
    };
}
