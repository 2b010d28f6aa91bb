using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Cer.Operations.Ports;

namespace Cer.Host.Gateway;

/// <summary>The tokens of those who logged in: random, kept only as hashes, good for half a day.</summary>
/// <remarks>In memory: after a restart senders log in again, as the protocol makes them do anyway.</remarks>
internal sealed class SessionTokens(TimeProvider time)
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(12);

    private const int Bytes = 32;
    private const int MostOfOneAccount = 32;

    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);
    private readonly Lock _opening = new();

    public string Open(Account account)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        lock (_opening)
        {
            foreach (var (key, session) in _sessions)
            {
                if (IsOver(session)) _sessions.TryRemove(key, out _);
            }

            var own = _sessions.Where(session => session.Value.Username == account.Username).ToArray();
            foreach (var oldest in own.OrderBy(s => s.Value.Since).Take(own.Length - MostOfOneAccount + 1))
                _sessions.TryRemove(oldest.Key, out _);
            _sessions[KeyOf(token)] = new(account.Username, account.Password.Salt, account.Revoked, time.GetTimestamp());
        }

        return token;
    }

    /// <summary>The session of a token; null when there is none, or its time is over.</summary>
    public Session? Find(string token) =>
        _sessions.TryGetValue(KeyOf(token), out var session) && !IsOver(session) ? session : null;

    public void Close(string token) => _sessions.TryRemove(KeyOf(token), out _);

    private static string KeyOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private bool IsOver(Session session) => time.GetElapsedTime(session.Since) > Life;
}
