using Dqx.Composition.Catalogs;
using Dqx.Composition.Tests.Support;
using Dqx.Composition.Trust;
using Dqx.Suites;

namespace Dqx.Composition.Tests.Trust;

public sealed class TrustTests : IDisposable
{
    private readonly TestCatalog _catalog = new();
    private readonly string _lock = Path.Combine(Directory.CreateTempSubdirectory("dqx-lock-").FullName, ExtensionLock.FileName);

    public void Dispose()
    {
        _catalog.Dispose();
        Directory.Delete(Path.GetDirectoryName(_lock)!, recursive: true);
    }

    [Theory]
    [InlineData(TrustMode.Off, false, "nothing", true, null)]
    [InlineData(TrustMode.Warn, false, "nothing", true, null)]
    [InlineData(TrustMode.Require, false, "nothing", false, "there is no lock file")]
    [InlineData(TrustMode.Require, true, "nothing", true, null)]
    [InlineData(TrustMode.Off, true, "change", true, null)]
    [InlineData(TrustMode.Warn, true, "change", true, "Good.dll has changed")]
    [InlineData(TrustMode.Require, true, "change", false, "Good.dll has changed")]
    [InlineData(TrustMode.Require, true, "add", false, "data/new.txt was added")]
    [InlineData(TrustMode.Require, true, "remove", false, "notes.txt is missing")]
    [InlineData(TrustMode.Warn, true, "newcomer", true, "it is not in the lock file")]
    public async Task WhatTheLockFileSaysDecides(TrustMode mode, bool locked, string change, bool runs, string? said)
    {
        _catalog.AddProcessor("good", extension: "Good");
        _catalog.AddFile("Good/notes.txt", [1]);
        if (locked)
        {
            Lock();
        }

        Change(change);
        await using var host = Host(mode);

        var run = await host.ProcessAsync(Runs.Failing);

        var report = run.Run.Processors.First(processor => processor.Name == "good");
        (report.Status == ProcessorStatus.Succeeded).ShouldBe(runs || change == "newcomer");
        _catalog.Notes.Contains("process good").ShouldBe(runs);
        var finding = run.Run.Diagnostics.SingleOrDefault(diagnostic => diagnostic.Id == "DQX2303");
        (finding is not null).ShouldBe(said is not null);
        finding?.Message.ShouldContain(said ?? "");
        if (!runs)
        {
            (report.Phase, report.Diagnostic).ShouldBe(("verify", "DQX2303"));
        }
    }

    [Fact]
    public async Task WhatIsSwappedAfterItWasJudgedIsNotLoaded()
    {
        var file = _catalog.AddProcessor("good", extension: "Good");
        Lock();
        var extension = DirectoryCatalog.Verify([_catalog.Folder]).Extensions.Single();
        var decision = new TrustPolicy(new TrustOptions { Mode = TrustMode.Require, LockFile = _lock }, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance).Decide(extension);
        var judged = await File.ReadAllBytesAsync(file);

        await File.WriteAllBytesAsync(file, _catalog.Compile("Good", TestCatalog.Processor("evil")));

        decision.Rejection.ShouldBeNull();
        (await File.ReadAllBytesAsync(decision.Copy.ShouldNotBeNull().File)).ShouldBe(judged);
    }

    [Fact]
    public async Task WhateverIsSwappedWhileItIsCopiedTheBytesOfTheCopyAreTheHashedOnes()
    {
        var file = _catalog.AddProcessor("good", extension: "Good");
        byte[][] versions = [await File.ReadAllBytesAsync(file), _catalog.Compile("Good", TestCatalog.Processor("evil", order: 7)), new byte[5000]];
        var candidate = DirectoryCatalog.Verify([_catalog.Folder]).Extensions.Single().Candidate;
        var copies = new ShadowCopies(Path.Combine(Path.GetDirectoryName(_lock)!, "copies"));
        using var stop = new CancellationTokenSource();
        var swapping = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await File.WriteAllBytesAsync(file + ".new", versions[i % 3]);
                File.Move(file + ".new", file, overwrite: true);
                File.Delete(file + ".new");
            }
        });

        for (var i = 0; i < 150; i++)
        {
            ShadowCopy copy;
            try
            {
                copy = copies.Take(candidate);
            }
            catch (IOException)
            {
                // The file for the swap was seen and is gone again: nothing was judged.
                continue;
            }

            FileHashes.Of(Path.GetDirectoryName(copy.File)!, copy.Hashes.ByName.Keys).Combined().ShouldBe(copy.Hashes.Combined());
        }

        await stop.CancelAsync();
        await swapping;
    }

    [Fact]
    public async Task WhatIsOverwrittenWhileItIsInUseHurtsNobody()
    {
        var file = _catalog.AddProcessor("good", extension: "Good");
        await using var host = Host(TrustMode.Warn);
        await host.ProcessAsync(Runs.Failing);

        // In place, as a plain copy would: a mapped file that is truncated would kill the process.
        await using (var stream = new FileStream(file, FileMode.Truncate))
        {
            stream.Write(new byte[100]);
        }

        (await host.ProcessAsync(Runs.Failing)).Run.Processors.ShouldHaveSingleItem().Status.ShouldBe(ProcessorStatus.Succeeded);
    }

    [Fact]
    public void TheSameBytesAreCopiedOnceAndADamagedCopyIsSetAside()
    {
        var candidate = Candidate(_catalog.AddProcessor("good", extension: "Good"));
        var copies = new ShadowCopies(Path.Combine(PrivateCache.Folder, "once"));

        var first = copies.Take(candidate);
        copies.Take(candidate).File.ShouldBe(first.File);
        File.WriteAllBytes(first.File, [0]);
        var repaired = copies.Take(candidate);

        repaired.File.ShouldBe(first.File);
        File.ReadAllBytes(repaired.File).ShouldBe(File.ReadAllBytes(candidate.File));
    }

    [Fact]
    public async Task ManyProcessesMayCopyAtOnce()
    {
        var candidate = Candidate(_catalog.AddProcessor("good", extension: "Good"));
        var root = Path.Combine(PrivateCache.Folder, "many");

        var files = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => new ShadowCopies(root).Take(candidate).File)));

        files.Distinct().ShouldHaveSingleItem();
        Directory.GetDirectories(root).ShouldHaveSingleItem();
    }

    [Fact]
    public void LinksAreNeitherCopiedNorFollowed()
    {
        var file = _catalog.AddProcessor("good", extension: "Good");
        var folder = Path.GetDirectoryName(file)!;
        File.CreateSymbolicLink(Path.Combine(folder, "passwd"), "/etc/passwd");
        Directory.CreateSymbolicLink(Path.Combine(folder, "loop"), folder);

        var copy = new ShadowCopies(Path.Combine(PrivateCache.Folder, "links")).Take(Candidate(file));

        copy.Links.ShouldBe(["loop", "passwd"]);
        copy.Hashes.ByName.Keys.ShouldBe(["Good.dll"]);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("Good")]
    [InlineData("Good/Good.dll")]
    public async Task APlaceThatEverybodyMayWriteToIsRefusedUnlessAllowed(string place)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _catalog.AddProcessor("good", extension: "Good");
        var path = Path.Combine(_catalog.Folder, place);
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.OtherWrite);

        await using var refusing = Host(TrustMode.Off);
        var report = (await refusing.ProcessAsync(Runs.Failing)).Run.Processors.ShouldHaveSingleItem();
        (report.Status, report.Diagnostic).ShouldBe((ProcessorStatus.Failed, "DQX2302"));

        await using var allowing = Host(TrustMode.Off, allowWorldWritable: true);
        (await allowing.ProcessAsync(Runs.Failing)).Run.Processors.ShouldHaveSingleItem().Status.ShouldBe(ProcessorStatus.Succeeded);
    }

    [Fact]
    public async Task AFolderOfTenThousandFilesIsRefused()
    {
        var file = _catalog.AddProcessor("good", extension: "Good");
        for (var i = 0; i < 5_001; i++)
        {
            File.WriteAllText(Path.Combine(Path.GetDirectoryName(file)!, $"{i}.txt"), "");
        }

        await using var host = Host(TrustMode.Off);

        (await host.ProcessAsync(Runs.Failing)).Run.Processors.ShouldHaveSingleItem().Diagnostic.ShouldBe("DQX2305");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"schema\":\"dqx.lock/9\",\"extensions\":{}}")]
    [InlineData("{\"schema\":\"dqx.lock/1\",\"extensions\":[]}")]
    public async Task ALockFileThatCannotBeReadIsAConfigurationError(string content)
    {
        _catalog.AddProcessor("good", extension: "Good");
        await File.WriteAllTextAsync(_lock, content);
        await using var host = Host(TrustMode.Warn);

        (await Should.ThrowAsync<ConfigurationException>(() => host.StartAsync())).Errors.ShouldHaveSingleItem().Id.ShouldBe("DQX2301");
        _catalog.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task EveryDecisionIsInTheAuditLog()
    {
        _catalog.AddProcessor("good", extension: "Good");
        var log = new CollectingLog();
        await using var host = DqxHost.Create(options =>
        {
            options.Catalogs.Add(_catalog.Folder);
            options.LoggerFactory = log;
        });

        await host.StartAsync();

        var entry = log.Entries.Single(entry => entry.Id == 2300).Text;
        entry.ShouldContain("Good.dll");
        entry.ShouldContain("sha256 ");
        entry.ShouldEndWith(": loaded");
    }

    private static ExtensionCandidate Candidate(string file) => new(Path.GetFileNameWithoutExtension(file), Path.GetDirectoryName(Path.GetDirectoryName(file)!)!, file, IsLoose: false);

    private DqxHost Host(TrustMode mode, bool allowWorldWritable = false) => DqxHost.Create(options =>
    {
        options.Catalogs.Add(_catalog.Folder);
        options.Trust = mode;
        options.LockFile = _lock;
        options.AllowWorldWritable = allowWorldWritable;
    });

    private void Lock() => CatalogLock.Create([_catalog.Folder]).Write(_lock);

    private void Change(string change)
    {
        switch (change)
        {
            case "change":
                _catalog.AddProcessor("good", extension: "Good");
                break;
            case "add":
                _catalog.AddFile("Good/data/new.txt", [1]);
                break;
            case "remove":
                File.Delete(Path.Combine(_catalog.Folder, "Good", "notes.txt"));
                break;
            case "newcomer":
                _catalog.AddProcessor("newcomer", extension: "Newcomer");
                break;
        }
    }
}
