using System.CommandLine;
using Cer.Host.Data;

namespace Cer.Host.Doctor;

/// <summary>The verb <c>doctor</c>: looks an installation over and says how to mend each fault.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var data = DataOption.Create();
        var command = new Command("doctor",
            "Look the installation over and say how to mend each fault; exit status 1 when there is one.") { data };
        Clock.AddTo(command);
        command.SetAction((parse, cancellation) => Guard.RunAsync("doctor", async () =>
        {
            var faults = 0;
            await foreach (var finding in Examination.RunAsync(DataOption.Folder(parse, data), Clock.Of(parse), cancellation))
            {
                Console.WriteLine(finding);
                if (finding.Mend is not null) faults++;
            }

            Console.WriteLine(faults == 0 ? "all is well" : $"{faults} to mend");
            return faults == 0 ? ExitCodes.Done : ExitCodes.Failed;
        }));
        return command;
    }
}
