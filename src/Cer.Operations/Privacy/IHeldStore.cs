using Cer.Operations.Desk;
using Cer.Operations.Mine;
using Cer.Operations.People;

namespace Cer.Operations.Privacy;

/// <summary>What is held of a member, for the member: the database gives rows only for the token of an open session.</summary>
public interface IHeldStore
{
    /// <summary>Who looked, the newest first; before a number when one is given.</summary>
    Task<IReadOnlyList<SeenLook>> LooksAsync(
        SecretToken token, MineProfile profile, long? before, int most, CancellationToken cancellation);

    Task<IReadOnlyList<MemberRequest>> RequestsAsync(SecretToken token, MineProfile profile, CancellationToken cancellation);

    /// <summary>The scans of its papers that the desk keeps, the newest first.</summary>
    Task<IReadOnlyList<HeldPaper>> PapersAsync(SecretToken token, MineProfile profile, CancellationToken cancellation);

    /// <summary>Writes the bytes of one of them; null when there is none such.</summary>
    Task<OpenedPaper?> PaperAsync(SecretToken token, MineProfile profile, int id, Stream output, CancellationToken cancellation);

    /// <summary>Writes all of it as a ZIP, as it is at one moment; whoever holds the stream bounds it.</summary>
    Task ExportAsync(SecretToken token, MineProfile profile, Stream output, CancellationToken cancellation);
}
