using System.Globalization;
using Cer.Operations.Settling;

namespace Cer.Host.Settle;

/// <summary>A folder that receives all the files of a run at once, or none of them.</summary>
/// <remarks>Files are made in a folder beside it, then put in place; what a killed run left there is cleared by the next.</remarks>
internal sealed class FolderOutput : IContractOutput
{
    private readonly DirectoryInfo _target;
    private readonly DirectoryInfo _draft;
    private readonly List<FileStream> _files = [];
    private bool _committed;

    public FolderOutput(string path)
    {
        try
        {
            _target = new(Path.GetFullPath(path));
            if (_target.LinkTarget is not null && _target.ResolveLinkTarget(true) is DirectoryInfo real) _target = real;
            if (File.Exists(_target.FullName)) throw new UserFault($"--output: found a file at {path}, expected a folder or nothing");
            var parent = _target.Parent ?? _target;
            parent.Create();
            ClearDrafts(parent);
            _draft = parent.CreateSubdirectory(DraftName(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UserFault(
                $"--output: found a place that cannot be written ({failure.Message}), expected a folder or a place "
                + $"for one");
        }
    }

    public Stream Create(string name)
    {
        var path = Path.Combine(_draft.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 16);
        _files.Add(file);
        return file;
    }

    public void Commit()
    {
        foreach (var file in _files) file.Dispose();
        if (!_target.Exists || IsEmptyFolder()) ReplaceFolder();
        else MoveFiles();
        _committed = true;
    }

    public void Dispose()
    {
        foreach (var file in _files) file.Dispose();
        if (!_committed || Directory.Exists(_draft.FullName)) _draft.Delete(recursive: true);
    }

    private bool IsEmptyFolder() => !_target.EnumerateFileSystemInfos().Any();

    private void ReplaceFolder()
    {
        if (_target.Exists) _target.Delete();
        Directory.Move(_draft.FullName, _target.FullName);
    }

    private void MoveFiles()
    {
        foreach (var file in _draft.GetFiles("*", SearchOption.AllDirectories))
        {
            var path = Path.Combine(_target.FullName, Path.GetRelativePath(_draft.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            file.MoveTo(path, overwrite: true);
        }
    }

    private string DraftName(string process) => $".{_target.Name}.cer-{process}";

    private void ClearDrafts(DirectoryInfo parent)
    {
        foreach (var left in parent.EnumerateDirectories(DraftName("*")))
        {
            var process = left.Name[(left.Name.LastIndexOf('-') + 1)..];
            var alive = process != Environment.ProcessId.ToString(CultureInfo.InvariantCulture)
                && Directory.Exists($"/proc/{process}");
            if (!alive) left.Delete(recursive: true);
        }
    }
}
